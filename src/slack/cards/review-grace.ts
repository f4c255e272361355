import type { types } from '@slack/bolt'
import { z } from 'zod'
import type { ReviewView } from '../../../db/queries/review-card.ts'
import type { GraceView } from '../../../db/queries/review-grace.ts'
import {
  type Block,
  button,
  clip,
  context,
  input,
  lines,
  literal,
  type Message,
  type ModalView,
  modal,
  quote,
  textField,
} from '../blocks.ts'
import { common } from '../text/common.ts'
import { graceText } from '../text/grace.ts'
import { momentText } from '../text/moment.ts'
import { reviewText } from '../text/review.ts'
import { terms } from '../text/terms.ts'
import type { Language } from '../text/words.ts'
import { decider, type Reader } from './recommendation-lines.ts'

/** Action id of the button, and callback id of its form. */
export const graceIds = { undo: 'review_undo' } as const

/** How much of a reason a card shows. */
const longest = 400

/** A button's value holds 2,000 characters. */
const longestAbout = 200

const keySchema = z.object({ v: z.int(), n: z.int(), a: z.string() })

/** The outcome that a button is bound to; `about` draws its form without a question. */
export interface UndoKey {
  readonly reviewId: number
  readonly round: number
  readonly about: string
}

/** Reads a button's value back; null where it is not one of ours. */
export function readUndoKey(value: string): UndoKey | null {
  try {
    const { v, n, a } = keySchema.parse(JSON.parse(value))
    return { reviewId: v, round: n, about: a }
  } catch {
    return null
  }
}

/** Until when and by whom the outcome of a review can be undone, and what was undone of it, by whom and why. */
export function graceBlocks({ graces }: ReviewView, reader: Reader): Block[] {
  return graces.flatMap((grace): Block[] => {
    if (grace.state === 'running' && !grace.over) return [context(runningLine(grace, reader))]
    if (grace.state !== 'undone' || !grace.undoneAt) return []
    const at = momentText(grace.undoneAt, reader.language, reader.timeZone)
    const said = graceText[reader.language].undone(grace.round, outcomeOf(grace, reader), undoer(grace, reader), at)
    return [quote(clip(grace.undoReason ?? '', longest), [{ bold: said }])]
  })
}

/** The button with which an outcome is undone. */
export function undoButton({ review, client, graces }: ReviewView, language: Language): types.Button[] {
  const grace = graces.at(-1)
  if (!grace) return []
  const about = clip(reviewText[language].subject(review.id, client.shortName), longestAbout)
  const value = JSON.stringify({ v: review.id, n: grace.round, a: about } satisfies z.infer<typeof keySchema>)
  return [button(graceIds.undo, graceText[language].button[grace.outcome], { value, style: 'danger' })]
}

/** Asks why the outcome is undone. */
export function undoForm({ about }: UndoKey, value: string, language: Language): ModalView {
  const text = graceText[language]
  return modal({
    callbackId: graceIds.undo,
    title: text.formTitle,
    submit: text.submit,
    close: common[language].cancel,
    metadata: value,
    blocks: [
      lines([{ bold: about }]),
      context(text.formNote),
      input('reason', text.reasonLabel, textField('reason', { multiline: true })),
    ],
  })
}

/** What the outcome's message adds while it can be undone. */
export function runningLine(grace: GraceView, reader: Reader): string {
  const until = momentText(grace.dueAt, reader.language, reader.timeZone)
  return graceText[reader.language].running(outcomeOf(grace, reader), until, grace.principalName)
}

/** The team is told in its channel what the review came to and until when it can be undone, or that it was undone. */
export function channelGraceMessage(client: string, grace: GraceView, reader: Reader): Message {
  if (grace.state === 'undone') return undoneMessage(client, grace, reader)
  const text = graceText[reader.language]
  const say = grace.outcome === 'exit' ? text.exitInChannel : text.downgradeInChannel
  const said = say(client, momentText(grace.dueAt, reader.language, reader.timeZone), grace.principalName)
  return { text: literal(said), blocks: [lines([said])] }
}

/** The same where somebody is in the channel who may not read it. */
export function hiddenGraceMessage(language: Language): Message {
  const { hidden } = graceText[language]
  return { text: literal(hidden), blocks: [lines([hidden])] }
}

/** Says that an outcome was undone, by whom, when and why. */
export function undoneMessage(client: string, grace: GraceView, reader: Reader): Message {
  const text = graceText[reader.language]
  const at = grace.undoneAt ? momentText(grace.undoneAt, reader.language, reader.timeZone) : ''
  const said = text.undoneNotice(client, outcomeOf(grace, reader), undoer(grace, reader), at)
  const { stoppedRecommendationId: stopped } = grace
  return {
    text: literal(said),
    blocks: [
      quote(clip(grace.undoReason ?? '', longest), [said]),
      ...(stopped === null ? [] : [lines([text.staysWithdrawn(stopped)])]),
    ],
  }
}

function outcomeOf({ outcome }: GraceView, { language }: Reader): string {
  return terms[language].reviewVerdict[outcome]
}

function undoer(
  { undoneBy, undoneByName, undoneInNameOf, undoneInNameOfName }: GraceView,
  { language }: Reader,
): string {
  return decider(
    {
      decidedBy: undoneBy ?? 0,
      deciderName: undoneByName ?? '',
      inNameOf: undoneInNameOf ?? 0,
      principalName: undoneInNameOfName ?? '',
    },
    language,
  )
}
