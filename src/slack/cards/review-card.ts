import type { types } from '@slack/bolt'
import { z } from 'zod'
import type { ReviewCardRow, ReviewView } from '../../../db/queries/review-card.ts'
import {
  isDeciding,
  type Outcome,
  openReviewStep,
  outcomesOfTier,
  proposed,
  type ReviewStep,
  type ReviewVoice,
} from '../../domain/review/review.ts'
import {
  actions,
  type Block,
  bullets,
  button,
  clip,
  context,
  header,
  lines,
  literal,
  type Message,
  type ModalView,
  modal,
  type Piece,
  pieces,
  quote,
} from '../blocks.ts'
import { blockLimits } from '../limits.ts'
import { common } from '../text/common.ts'
import { dateText, momentText } from '../text/moment.ts'
import { policyReviewText } from '../text/policy-review.ts'
import { recommendationText } from '../text/recommendation.ts'
import { restartText } from '../text/restart.ts'
import { reviewText } from '../text/review.ts'
import { signs } from '../text/signs.ts'
import { terms } from '../text/terms.ts'
import { criteriaBlocks, decider, dueText, fact, nameLength, type Reader } from './recommendation-lines.ts'
import { graceBlocks, runningLine, undoButton } from './review-grace.ts'

/** Action ids of the card's buttons. */
export const reviewActions = {
  retain: 'review_retain',
  downgrade: 'review_downgrade',
  exit: 'review_exit',
  confirm: 'review_confirm',
  sendBack: 'review_send_back',
  record: 'review_record',
} as const

/** How much of each long text a card shows; the whole record has all of it. */
const longest = 400

/** A client's name may be long; a button's value holds 2,000 characters. */
const longestAbout = 200

const keySchema = z.object({ v: z.int(), n: z.int(), s: z.int(), d: z.boolean(), o: z.string(), a: z.string() })

/** The one review, round and step that a button is bound to; `deciding` and `about` draw the form without a question. */
export interface ReviewKey {
  readonly reviewId: number
  readonly round: number
  readonly stepNo: number
  readonly deciding: boolean
  /** What the approval is of; empty elsewhere. */
  readonly outcome: string
  readonly about: string
}

/** Reads a button's value back; null where it is not one of ours. */
export function readReviewKey(value: string): ReviewKey | null {
  try {
    const { v, n, s, d, o, a } = keySchema.parse(JSON.parse(value))
    return { reviewId: v, round: n, stepNo: s, deciding: d, outcome: o, about: a }
  } catch {
    return null
  }
}

/** The step a copy is of, and whether it is its holder's to take; whether they could undo the outcome. */
type Copy = Pick<ReviewCardRow, 'round' | 'stepNo' | 'asked'> & { readonly mayUndo: boolean }

/** A copy of the card as the record stands now; buttons only where a press can still do something (B02). */
export function reviewCard(view: ReviewView, copy: Copy, reader: Reader): Message {
  const text = reviewText[reader.language]
  const { review, row, client } = view
  const step = liveReviewStep(view, copy)
  const state = stateLine(view, reader)
  return {
    text: literal(
      step
        ? text.newCard(client.shortName, terms[reader.language].reviewStep[step.kind])
        : text.theirCard(client.shortName, state),
    ),
    blocks: [
      header(text.title(review.id, client.shortName)),
      facts(view, state, reader),
      ...(row.evidence ? [quote(clip(row.evidence, longest), [{ bold: text.label.evidence }])] : []),
      ...criteriaBlocks(view.assessed, reader),
      bullets(
        review.steps.map((one) => stepRow(one, view, reader)),
        [{ bold: text.label.steps }],
      ),
      ...review.voices.flatMap((voice) => reasonOf(voice, reader)),
      ...graceBlocks(view, reader),
      actions(
        ...(step ? buttonsOf(view, step, reader) : []),
        ...(copy.mayUndo ? undoButton(view, reader.language) : []),
        button(reviewActions.record, text.record, { value: String(review.id) }),
      ),
    ],
  }
}

/** Everything that was said in a review, whole and in order. */
export function reviewRecord(view: ReviewView, reader: Reader): ModalView {
  const text = reviewText[reader.language]
  const { review, row, client } = view
  const said = review.voices.flatMap((voice) => whole(voice.reason ?? '', sayingOf(voice, reader)))
  return modal({
    callbackId: 'review_record',
    title: text.recordTitle,
    close: common[reader.language].close,
    blocks: [
      header(text.title(review.id, client.shortName)),
      facts(view, stateLine(view, reader), reader),
      context(restartText[reader.language].versions(row.criteriaVersionId, row.policyVersionId)),
      ...(row.evidence ? whole(row.evidence, text.label.evidence) : []),
      ...criteriaBlocks(view.assessed, reader),
      ...said,
      ...graceBlocks(view, reader),
    ],
  })
}

function whole(said: string, heading: string): Block[] {
  const parts = pieces(said, blockLimits.section.text)
  return parts.length === 0
    ? [lines([{ bold: heading }])]
    : parts.map((part, index) => quote(part, index === 0 ? [{ bold: heading }] : []))
}

/** Who said what in which step and when. */
function sayingOf(voice: ReviewVoice, { language, timeZone }: Reader): string {
  const term = terms[language]
  const at = momentText(voice.decidedAt, language, timeZone)
  const line = reviewText[language].saidLine(term.reviewVerdict[voice.verdict], decider(voice, language), at)
  return `${term.reviewStep[voice.stepKind]}${signs[language].colon}${line}`
}

/** What a review came to, for somebody whom the client concerns. */
export function reviewOutcomeMessage(view: ReviewView, outcome: Outcome, reader: Reader): Message {
  const text = reviewText[reader.language]
  const next = view.row.nextReviewOn ? dateText(view.row.nextReviewOn, reader.language) : ''
  const said = text.outcome[outcome](view.client.shortName, next)
  const decision = proposed(view.review)
  const grace = view.graces.at(-1)
  return {
    text: literal(said),
    blocks: [
      header(text.title(view.review.id, view.client.shortName)),
      lines([said]),
      ...(decision ? reasonOf(decision, reader) : []),
      ...(grace?.state === 'running' ? [context(runningLine(grace, reader))] : []),
    ],
  }
}

/** The step that this copy can take now, if any. */
export function liveReviewStep({ review }: ReviewView, copy: Omit<Copy, 'mayUndo'>): ReviewStep | null {
  const step = openReviewStep(review)
  if (!step || !copy.asked || review.state !== 'open') return null
  return copy.round === review.round && copy.stepNo === step.no ? step : null
}

function stateLine({ review, row, unitNames, waitingSince }: ReviewView, { language, timeZone }: Reader): string {
  const text = reviewText[language]
  const step = openReviewStep(review)
  const state =
    step && waitingSince
      ? text.waits(nameOf(step, unitNames, language), momentText(waitingSince, language, timeZone))
      : text.decided(row.outcome ? terms[language].reviewVerdict[row.outcome] : '')
  return review.round > 1 ? `${state} · ${text.round(review.round)}` : state
}

function nameOf(step: ReviewStep, unitNames: ReviewView['unitNames'], language: Reader['language']): string {
  const raised = step.raisedFrom ? signs[language].brackets(recommendationText[language].raised) : ''
  return `${terms[language].reviewStep[step.kind]}${signs[language].brackets(unitNames.get(step.unitId) ?? '')}${raised}`
}

function facts(view: ReviewView, state: string, { language, timeZone }: Reader): Block {
  const { label, by, dueOn } = reviewText[language]
  const { row, client, submitterName } = view
  const term = terms[language]
  const act =
    row.policyReviewId === null
      ? ''
      : `${policyReviewText[language].number(row.policyReviewId)}${signs[language].comma}`
  const cause = submitterName
    ? `${act}${by(submitterName, momentText(row.openedAt, language, timeZone))}`
    : row.dueOn && dueOn(dateText(row.dueOn, language))
  return lines(
    ...fact(label.state, state, language),
    ...fact(label.client, `${clip(client.legalName, nameLength)}${signs[language].brackets(client.code)}`, language),
    ...fact(label.tier, term.tier[row.tier], language),
    ...fact(label.leadUnit, view.leadUnit, language),
    ...fact(label.cause, `${term.reviewCause[row.cause]}${signs[language].brackets(cause ?? '')}`, language),
    ...fact(label.becomes, row.category && term.category[row.category], language),
    ...fact(label.nextReview, row.nextReviewOn && dateText(row.nextReviewOn, language), language),
  )
}

function stepRow(step: ReviewStep, view: ReviewView, { language, timeZone }: Reader): Piece[] {
  const text = reviewText[language]
  const name = `${nameOf(step, view.unitNames, language)} · `
  const voice = view.review.voices.find((one) => one.round === view.review.round && one.stepNo === step.no)
  if (voice) {
    const at = momentText(voice.decidedAt, language, timeZone)
    return [
      `✓ ${name}`,
      { bold: text.saidLine(terms[language].reviewVerdict[voice.verdict], decider(voice, language), at) },
    ]
  }
  if (step.skipReason) return [`↷ ${name}${terms[language].reviewSkip[step.skipReason]}`]
  if (step.state === 'open') {
    const state = step.positions.length > 0 && !view.emptySince ? text.openLine : text.noPost
    return [`● ${name}`, { bold: state }, dueText(view.due, { language, timeZone })]
  }
  return [`○ ${name}${step.state === 'waiting' ? text.waitingLine : text.closedLine}`]
}

function reasonOf(voice: ReviewVoice, { language }: Reader): Block[] {
  if (!voice.reason) return []
  const term = terms[language]
  const heading = `${term.reviewStep[voice.stepKind]}${signs[language].colon}${term.reviewVerdict[voice.verdict]}`
  return [quote(clip(voice.reason, longest), [{ bold: heading }])]
}

function buttonsOf(view: ReviewView, step: ReviewStep, { language }: Reader): types.Button[] {
  const text = reviewText[language]
  const { review, client } = view
  const decision = proposed(review)
  const approving = step.kind === 'head_office_confirms'
  const value = JSON.stringify({
    v: review.id,
    n: review.round,
    s: step.no,
    d: isDeciding(step.kind),
    o: approving ? (decision?.verdict ?? '') : '',
    a: clip(text.subject(review.id, client.shortName), longestAbout),
  } satisfies z.infer<typeof keySchema>)
  if (approving) {
    const outcome = decision ? terms[language].reviewVerdict[decision.verdict] : ''
    const confirm = {
      title: text.confirmTitle,
      text: text.confirmText(client.shortName, outcome),
      confirm: text.confirmYes,
      deny: text.confirmNo,
    }
    return [
      button(reviewActions.confirm, text.confirm(outcome), { value, style: 'primary', confirm }),
      button(reviewActions.sendBack, text.sendBack, { value }),
    ]
  }
  const words = isDeciding(step.kind) ? text.decisionButton : text.opinionButton
  return outcomesOfTier[review.tier].map((outcome) =>
    button(reviewActions[outcome], words[outcome], {
      value,
      ...(outcome === 'retain' && { style: 'primary' as const }),
      ...(outcome === 'exit' && { style: 'danger' as const }),
    }),
  )
}
