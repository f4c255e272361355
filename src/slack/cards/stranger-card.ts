import { type StrangerState, strangerStates } from '../../domain/team/stranger.ts'
import type { StrangerView } from '../../usecases/stranger-view.ts'
import {
  actions,
  type Block,
  button,
  context,
  dateField,
  header,
  input,
  lines,
  literal,
  type Message,
  type ModalView,
  modal,
  type Piece,
} from '../blocks.ts'
import { common } from '../text/common.ts'
import { dateText } from '../text/moment.ts'
import { signs } from '../text/signs.ts'
import { strangerText } from '../text/stranger.ts'
import { terms } from '../text/terms.ts'
import type { Language } from '../text/words.ts'

/** Action and callback ids of a stranger's card. */
export const strangerIds = { keep: 'stranger_keep', remove: 'stranger_remove', submit: 'stranger_keep_submit' } as const

/** A stranger and how it stood when the button was drawn: a press from an older card decides nothing. */
export interface StrangerKey {
  readonly id: number
  readonly seen: StrangerState
}

function strangerValue({ id, seen }: StrangerKey): string {
  return `${id}/${seen}`
}

/** Reads a button's value back; null where it is not one of ours. */
export function readStrangerKey(value: string): StrangerKey | null {
  const [, id, word] = /^(\d{1,15})\/([a-z]+)$/.exec(value) ?? []
  const seen = strangerStates.find((state) => state === word)
  return id && seen ? { id: Number(id), seen } : null
}

/** Tells of somebody without a seat in a client's channel, with what can be done while something can. */
export function strangerCard(view: StrangerView, language: Language): Message {
  const text = strangerText[language]
  const { stranger } = view
  const title = text.title(view.client)
  return {
    text: literal(`${title}${signs[language].colon}${stranger.name}`),
    blocks: [header(title), lines(...factsOf(view, language)), ...askBlocks(view, language)],
  }
}

function factsOf(view: StrangerView, language: Language): Piece[][] {
  const text = strangerText[language]
  const { colon, brackets } = signs[language]
  const { stranger, channelId } = view
  const row = (label: string, ...pieces: Piece[]): Piece[] => [{ bold: `${label}${colon}` }, ...pieces]
  return [
    row(text.who, { person: stranger.userId }, brackets(stranger.name)),
    row(text.kind, terms[language].strangerKind[stranger.kind]),
    ...(stranger.invitedBy ? [row(text.invitedBy, { person: stranger.invitedBy })] : []),
    ...(channelId ? [row(text.channel, { channel: channelId })] : []),
    row(text.state, stateOf(view, language)),
  ]
}

function stateOf(view: StrangerView, language: Language): string {
  const text = strangerText[language]
  const { stranger, decidedBy, inNameOf } = view
  const by = decidedBy && inNameOf ? text.inNameOf(decidedBy, inNameOf) : (decidedBy ?? '')
  switch (stranger.state) {
    case 'kept':
      return text.kept(dateText(stranger.keepUntil ?? '', language), by)
    case 'removing':
      return text.removing(by)
    default:
      return text[stranger.state]
  }
}

function askBlocks({ stranger, freezes }: StrangerView, language: Language): Block[] {
  const text = strangerText[language]
  const { id, state, name } = stranger
  if (state !== 'waiting' && state !== 'kept') return []
  const value = strangerValue({ id, seen: state })
  const confirm = { title: text.sure, text: text.sureAbout(name), confirm: text.goOn, deny: common[language].cancel }
  return [
    context(text.notSeated, ...(freezes ? [text.hides] : [])),
    actions(
      button(strangerIds.keep, state === 'kept' ? text.keepLonger : text.keep, { value }),
      button(strangerIds.remove, text.remove, { value, style: 'danger', confirm }),
    ),
  ]
}

/** The form that asks until when somebody may stay. */
export function keepForm(view: StrangerView, key: StrangerKey, language: Language): ModalView {
  const text = strangerText[language]
  return modal({
    callbackId: strangerIds.submit,
    title: text.formTitle,
    submit: text.submit,
    close: common[language].cancel,
    metadata: strangerValue(key),
    blocks: [
      lines([text.formAbout(view.stranger.name, view.client)]),
      input('until', text.until, dateField('until'), {
        hint: text.untilHint(dateText(view.latestStay, language)),
      }),
    ],
  })
}
