import type { StepKind } from '../../domain/recommendation/routes.ts'
import type { ReviewStepKind } from '../../domain/review/review.ts'
import type { UnitConsentKind } from '../../domain/team/unit-proposal.ts'
import type { Digest, RemindedNow } from '../../usecases/read-digest.ts'
import { actions, type Block, bullets, button, context, header, lines, literal, type Message, row } from '../blocks.ts'
import { figuresText } from '../text/figures.ts'
import { dateText } from '../text/moment.ts'
import { reminderText } from '../text/reminder.ts'
import { terms } from '../text/terms.ts'
import type { Language } from '../text/words.ts'
import { reviewValue, stepValue } from './button-value.ts'
import { figuresIds } from './figures-view.ts'
import { inboxActions, timeLeft } from './inbox.ts'
import type { Reader } from './recommendation-lines.ts'
import { unitProposalIds } from './unit-proposal-card.ts'

/** Action and callback ids of a reminder's buttons. */
export const reminderActions = { take: 'reminder_take', snooze: 'reminder_snooze', hand: 'reminder_hand' } as const

/** Rows with buttons that a digest shows; with their words they stay below what Slack takes of one message. */
const shownSteps = 8

/** The same of reviews that are coming. */
const shownDates = 5

/** Lines of what is late with others. */
const shownLines = 10

/** A day's one message to a person: what waits for them, what is coming, what is late below them. */
export function digestMessage({ steps, dates, escalated, limit }: Digest, reader: Reader): Message {
  const text = reminderText[reader.language]
  const said = text.digest(steps.length, dates.length, escalated.length)
  const more = [
    ...(steps.length > shownSteps ? [shownSteps] : []),
    ...(dates.length > shownDates ? [shownDates] : []),
    ...(escalated.length > shownLines || escalated.length > limit ? [shownLines] : []),
  ]
  return {
    text: literal(`${text.title}${reader.language === 'zh' ? '：' : ': '}${said}`),
    blocks: [
      header(text.title),
      ...(steps.length > 0 ? [lines([{ bold: text.steps }])] : []),
      ...steps.slice(0, shownSteps).flatMap((step) => stepBlocks(step, reader)),
      ...(dates.length > 0 ? [lines([{ bold: text.dates }])] : []),
      ...dates.slice(0, shownDates).flatMap((one) => dateBlocks(one, reader)),
      ...listed(text.escalated, escalated, (one) => lateLine(one, reader.language)),
      actions(button(inboxActions.open, text.all)),
      context(...more.map(text.more), text.never),
    ],
  }
}

function listed(title: string, items: readonly RemindedNow[], line: (one: RemindedNow) => string): Block[] {
  return items.length === 0
    ? []
    : [
        bullets(
          items.slice(0, shownLines).map((one) => [line(one)]),
          [{ bold: title }],
        ),
      ]
}

function stepBlocks(one: RemindedNow, { language }: Reader): Block[] {
  const text = reminderText[language]
  const says = [stepName(one, language), text.dueOn(dateText(one.dueOn, language)), ...timeLeft(one.daysLeft, language)]
  const said = `${text.item(one.clientName, whatOf(one, language))}\n${says.join(' · ')}`
  return [row(said, decideButton(one, text.decide)), handling(one, text.take, language)]
}

/** A review that is coming: its client's figures can be brought up to date at once (Art. 3(d)). */
function dateBlocks(one: RemindedNow, { language }: Reader): Block[] {
  const enter = button(figuresIds.enter, figuresText[language].enter, { value: String(one.clientId), style: 'primary' })
  return [row(dateLine(one, language), enter), handling(one, reminderText[language].prepare, language)]
}

/** What one can do besides deciding. */
function handling({ deadlineId }: RemindedNow, take: string, language: Language): Block {
  const text = reminderText[language]
  const value = String(deadlineId)
  return actions(
    button(reminderActions.take, take, { value }),
    button(reminderActions.snooze, text.snooze, { value }),
    button(reminderActions.hand, text.hand, { value }),
  )
}

/** Opens the card of the step in a window, where it can be decided. */
function decideButton({ kind, itemId, round, stepNo }: RemindedNow, label: string) {
  if (kind === 'unit_consent') return button(unitProposalIds.open, label, { value: String(itemId), style: 'primary' })
  return kind === 'review_step'
    ? button(inboxActions.review, label, { value: reviewValue({ reviewId: itemId, round, stepNo }), style: 'primary' })
    : button(inboxActions.card, label, {
        value: stepValue({ recommendationId: itemId, round, stepNo }),
        style: 'primary',
      })
}

/** Tells somebody that a step is theirs now, with the same buttons. */
export function handedOverMessage(one: RemindedNow, by: string, reader: Reader): Message {
  const { language } = reader
  const said = reminderText[language].handedToYou(by, one.clientName, whatOf(one, language), stepName(one, language))
  const blocks = one.kind === 'client_review' ? dateBlocks(one, reader) : stepBlocks(one, reader)
  return { text: literal(said), blocks: [lines([said]), ...blocks] }
}

/** What a client's channel is told. */
export function channelReminder(one: RemindedNow, language: Language): Message {
  const text = reminderText[language]
  const [left = ''] = timeLeft(one.daysLeft, language)
  const said =
    one.kind === 'client_review'
      ? text.channelDate(one.clientName, dateText(one.dueOn, language), left)
      : text.channelStep(one.clientName, whatOf(one, language), stepName(one, language), one.unitName, left)
  return { text: literal(said), blocks: [lines([said])] }
}

function dateLine(one: RemindedNow, language: Language): string {
  const [left = ''] = timeLeft(one.daysLeft, language)
  return reminderText[language].date(one.clientName, dateText(one.dueOn, language), left)
}

function lateLine(one: RemindedNow, language: Language): string {
  const text = reminderText[language]
  const [left = ''] = timeLeft(one.daysLeft, language)
  const handled = one.handlerName ? ` · ${text.handledBy(one.handlerName)}` : ''
  const what = whatOf(one, language)
  return `${text.late(one.clientName, what, stepName(one, language), one.unitName, left)}${handled}`
}

/** The review or the recommendation by its number; a review that is coming has none yet. */
export function whatOf({ kind, itemId }: Pick<RemindedNow, 'kind' | 'itemId'>, language: Language): string {
  const text = reminderText[language]
  if (kind === 'client_review') return text.comingReview
  if (kind === 'unit_consent') return text.unitProposal(itemId)
  return kind === 'recommendation_step' ? text.recommendation(itemId) : text.review(itemId)
}

/** The step by its name; of a review that is coming, what is to be done about it. */
export function stepName({ kind, step }: RemindedNow, language: Language): string {
  if (step === null) return reminderText[language].preparing
  const term = terms[language]
  if (kind === 'unit_consent') return term.unitConsent[step as UnitConsentKind]
  return kind === 'review_step' ? term.reviewStep[step as ReviewStepKind] : term.step[step as StepKind]
}
