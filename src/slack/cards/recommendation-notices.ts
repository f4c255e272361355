import type { RecommendationView } from '../../../db/queries/recommendation-view.ts'
import { type Decision, openStep } from '../../domain/recommendation/recommendation.ts'
import { actions, button, clip, context, lines, literal, type Message, quote } from '../blocks.ts'
import { recommendationText } from '../text/recommendation.ts'
import { signs } from '../text/signs.ts'
import { terms } from '../text/terms.ts'
import { cardActions } from './recommendation-card.ts'
import { decider, type Reader, shortened, stepName } from './recommendation-lines.ts'

/** How much of a reason the notification itself says. */
const reasonInNotification = 200

/** How much of somebody's own words a notice shows; the whole record has all of them. */
const ownWords = 1500

/** Tells the recommender what came of a step, under their own copy of the card. */
export function outcomeMessage(view: RecommendationView, decision: Decision, reader: Reader): Message {
  const text = recommendationText[reader.language]
  const said = outcomeLine(view, decision, reader)
  const reason = decision.verdict === 'approved' ? null : decision.reason
  const value = String(view.recommendation.id)
  return {
    text: literal(reason ? `${said}${signs[reader.language].colon}${clip(reason, reasonInNotification)}` : said),
    blocks: [
      ...(reason ? [quote(shortened(reason, ownWords, reader.language), [said])] : [lines([said])]),
      actions(
        ...(decision.verdict === 'returned'
          ? [button(cardActions.resubmit, text.resubmit, { value, style: 'primary' })]
          : []),
        button(cardActions.record, text.record, { value }),
      ),
    ],
  }
}

function outcomeLine(view: RecommendationView, decision: Decision, reader: Reader): string {
  const text = recommendationText[reader.language].outcome
  const term = terms[reader.language]
  const client = view.client.shortName
  const tier = view.row.tier ? term.tier[view.row.tier] : ''
  const name = decider(decision, reader.language)
  if (decision.verdict === 'returned') return text.returned(client, name)
  if (decision.verdict === 'rejected') return text.rejected(client, name)
  if (view.recommendation.state === 'approved' && isFinal(view, decision))
    return (view.recommendation.kind === 'upgrade' ? text.upgraded : text.designated)(client, tier, name)
  const next = view.recommendation.steps.find((step) => step.no > decision.stepNo && step.state !== 'skipped')
  const passed = text.approvedStep(client, term.step[decision.stepKind], name)
  return next ? [passed, text.next(stepName(next, view, reader.language))].join(signs[reader.language].gap) : passed
}

function isFinal(view: RecommendationView, decision: Decision): boolean {
  return view.recommendation.decisions.at(-1)?.stepNo === decision.stepNo
}

/** What belongs into the thread of a card that is gone, as it stands by itself: with the recommendation that it is about (B27). */
export function withoutCard(message: Message, view: RecommendationView, { language }: Reader): Message {
  const text = recommendationText[language]
  const subject = text.subject(view.recommendation.id, view.client.shortName)
  return { ...message, blocks: [...message.blocks, context(text.cardGone(subject))] }
}

/** Says who is to take the open step now that people have changed (B05). */
export function stepMovedMessage(view: RecommendationView, names: readonly string[], reader: Reader): Message {
  const text = recommendationText[reader.language]
  const step = openStep(view.recommendation)
  const said = text.stepMoved(
    view.client.shortName,
    step ? stepName(step, view, reader.language) : '',
    names.join(signs[reader.language].and),
  )
  const record = button(cardActions.record, text.record, { value: String(view.recommendation.id) })
  return { text: literal(said), blocks: [lines([said]), actions(record)] }
}

/** Says that a step waits for a post that nobody holds. */
export function emptyPostMessage(view: RecommendationView, stepNo: number, reader: Reader): Message {
  const step = view.recommendation.steps.find((one) => one.no === stepNo)
  const said = recommendationText[reader.language].emptyPost(
    view.client.shortName,
    step ? terms[reader.language].step[step.kind] : '',
    (step && view.unitNames.get(step.unitId)) ?? '',
  )
  const record = button(cardActions.record, recommendationText[reader.language].record, {
    value: String(view.recommendation.id),
  })
  return { text: literal(said), blocks: [lines([said]), actions(record)] }
}

/** Tells an administrator that Slack refused a message about a recommendation, and what people got instead. */
export function shortenedMessage(view: RecommendationView, error: string, reader: Reader): Message {
  const text = recommendationText[reader.language]
  const { id } = view.recommendation
  const said = text.shortened(text.subject(id, view.client.shortName), error)
  return {
    text: literal(said),
    blocks: [lines([said]), actions(button(cardActions.record, text.record, { value: String(id) }))],
  }
}

/** A question for the recommender, or the answer for whoever asked. */
export function questionMessage(
  question: {
    id: number
    recommendationId: number
    clientName: string
    askerName: string
    question: string
    answererName: string | null
    answer: string | null
  },
  forAsker: boolean,
  reader: Reader,
): Message {
  const text = recommendationText[reader.language]
  const said = forAsker
    ? text.answered(question.answererName ?? '', question.clientName)
    : text.asked(question.askerName, question.clientName)
  const own = forAsker ? (question.answer ?? '') : question.question
  return {
    text: literal(`${said}${signs[reader.language].colon}${own}`),
    blocks: [
      quote(shortened(own, ownWords, reader.language), [said]),
      actions(
        ...(forAsker || question.answer
          ? []
          : [button(cardActions.answer, text.answer, { value: String(question.id), style: 'primary' })]),
        button(cardActions.record, text.record, { value: String(question.recommendationId) }),
      ),
    ],
  }
}
