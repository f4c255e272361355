import type { Adoption } from '../../usecases/adopt-channel.ts'
import {
  type Block,
  bullets,
  context,
  input,
  lines,
  literal,
  type Message,
  type ModalView,
  modal,
  option,
  type Piece,
} from '../blocks.ts'
import { adoptionText } from '../text/adoption.ts'
import { common } from '../text/common.ts'
import type { Language } from '../text/words.ts'

/** Action and callback ids of what a client has in place of its channel. */
export const adoptionIds = {
  open: 'channel_adopt',
  submit: 'channel_adopt_submit',
  another: 'channel_open_another',
  how: 'channel_adopt_how',
} as const

/** How many people are named; the others are counted. */
const named = 20

/** What an adoption would do, to be confirmed; `metadata` comes back with the confirmation. */
export function adoptionView(adoption: Adoption, metadata: string, language: Language): ModalView {
  const text = adoptionText[language]
  const { client, room, strangers, invited } = adoption
  const people = strangers.map((userId): Piece => ({ person: userId }))
  const names = invited.map((name): Piece => name)
  return modal({
    callbackId: adoptionIds.submit,
    title: text.title,
    submit: text.submit,
    close: common[language].cancel,
    metadata,
    blocks: [
      lines([{ bold: text.about(client.shortName) }, { channel: room.channelId }]),
      ...currentBlocks(adoption, language),
      listed(people, text.strangers(people.length), text.noStrangers, language),
      listed(names, text.invited(names.length), text.nobodyInvited, language),
      context(text.history),
    ],
  })
}

function listed(all: readonly Piece[], heading: string, none: string, language: Language): Block {
  if (all.length === 0) return lines([none])
  const rows = all.slice(0, named).map((one) => [one])
  const more = all.length - rows.length
  return bullets([...rows, ...(more > 0 ? [[adoptionText[language].more(more)]] : [])], [heading])
}

/** A channel in use is replaced only where the box is ticked. */
function currentBlocks({ client, current }: Adoption, language: Language): Block[] {
  if (!current) return []
  const text = adoptionText[language]
  if (current.lost) return [lines([text.lost(current.name)])]
  const options = [option(text.replaceOption(current.name), 'yes')]
  return [
    lines([text.living(client.shortName, current.name)]),
    input('replace', text.replace, { type: 'checkboxes', action_id: 'replace', options }, { optional: true }),
  ]
}

/** Says in the channel that a client had before where its team is now. */
export function movedMessage(client: string, channelId: string, language: Language): Message {
  const text = adoptionText[language]
  const said: Piece[] = [text.moved(client), { channel: channelId }, text.movedEnd]
  return { text: literal(`${text.moved(client)}${text.movedEnd}`), blocks: [lines(said)] }
}
