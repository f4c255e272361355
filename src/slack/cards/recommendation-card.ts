import type { types } from '@slack/bolt'
import type { RecommendationView } from '../../../db/queries/recommendation-view.ts'
import { isLastStep, openStep, type Step } from '../../domain/recommendation/recommendation.ts'
import { actions, type Block, button, header, lines, literal, type Message, quote } from '../blocks.ts'
import { momentText } from '../text/moment.ts'
import { recommendationText } from '../text/recommendation.ts'
import { signs } from '../text/signs.ts'
import { terms } from '../text/terms.ts'
import { stepValue } from './button-value.ts'
import {
  criteriaBlocks,
  decider,
  fact,
  factLines,
  type Reader,
  shortened,
  stateLine,
  stepBlocks,
} from './recommendation-lines.ts'

/** Action ids of the card's buttons. */
export const cardActions = {
  approve: 'recommendation_approve',
  return: 'recommendation_return',
  reject: 'recommendation_reject',
  ask: 'recommendation_ask',
  answer: 'recommendation_answer',
  record: 'recommendation_record',
  withdraw: 'recommendation_withdraw',
  resubmit: 'recommendation_resubmit',
} as const

/** Whose copy is drawn: a decider's for one round and step, or the recommender's own. */
export type Copy =
  | { readonly role: 'decider'; readonly round: number; readonly stepNo: number }
  | { readonly role: 'recommender' }

/** How much of each long text a card shows; the whole record has all of it. */
const reasonOnCard = 600

/** A copy of the card as the record stands now; buttons only where a press can still do something (B02). */
export function recommendationCard(view: RecommendationView, copy: Copy, reader: Reader): Message {
  const text = recommendationText[reader.language]
  const title = titleOf(view, reader)
  return {
    text: notification(view, copy, reader),
    blocks: [
      header(title),
      factLines(view, reader),
      ...verdictReason(view, reader),
      quote(shortened(view.row.reason ?? '', reasonOnCard, reader.language), [{ bold: text.label.reason }]),
      ...criteriaBlocks(view.assessed, reader),
      ...stepBlocks(view, reader),
      ...questionLine(view, reader),
      ...channelLine(view, reader),
      actions(...buttonsOf(view, copy, reader)),
    ],
  }
}

/** The smallest card that still lets the step be taken, for when Slack refuses the whole one (B16). */
export function minimalCard(view: RecommendationView, copy: Copy, reader: Reader, note: string): Message {
  return {
    text: notification(view, copy, reader),
    blocks: [
      header(titleOf(view, reader)),
      lines([stateLine(view, reader)], [{ faint: note }]),
      actions(...buttonsOf(view, copy, reader)),
    ],
  }
}

function titleOf(view: RecommendationView, { language }: Reader): string {
  const text = recommendationText[language]
  const title = view.recommendation.kind === 'upgrade' ? text.upgradeTitle : text.title
  return title(view.recommendation.id, view.client.shortName)
}

function notification(view: RecommendationView, copy: Copy, reader: Reader): string {
  const text = recommendationText[reader.language]
  const client = view.client.shortName
  const step = liveStep(view, copy)
  if (step) return literal(text.newCard(client, terms[reader.language].step[step.kind]))
  const state = stateLine(view, reader)
  return literal(copy.role === 'recommender' ? text.yourCard(client, state) : text.theirCard(client, state))
}

/** The step that this copy can take now, if any. */
function liveStep(view: RecommendationView, copy: Copy): Step | null {
  const step = openStep(view.recommendation)
  if (copy.role !== 'decider' || !step || view.recommendation.state !== 'submitted') return null
  return copy.round === view.recommendation.round && copy.stepNo === step.no ? step : null
}

function buttonsOf(view: RecommendationView, copy: Copy, reader: Reader): types.Button[] {
  const text = recommendationText[reader.language]
  const step = liveStep(view, copy)
  const record = button(cardActions.record, text.record, { value: String(view.recommendation.id) })
  if (step) return [...deciding(view, step, reader), record]
  return copy.role === 'recommender' ? [...own(view, reader), record] : [record]
}

function deciding(view: RecommendationView, step: Step, reader: Reader): types.Button[] {
  const text = recommendationText[reader.language]
  const { recommendation, row, client } = view
  const about = text.subject(recommendation.id, client.shortName)
  const value = stepValue({ recommendationId: recommendation.id, round: recommendation.round, stepNo: step.no, about })
  const confirmText = recommendation.kind === 'upgrade' ? text.confirmUpgrade : text.confirmText
  const confirm = {
    title: text.confirmTitle,
    text: confirmText(client.shortName, row.tier ? terms[reader.language].tier[row.tier] : ''),
    confirm: text.confirmYes,
    deny: text.confirmNo,
  }
  return [
    button(cardActions.approve, text.approve, {
      value,
      style: 'primary',
      ...(isLastStep(recommendation, step) && { confirm }),
    }),
    button(cardActions.return, text.return, { value }),
    button(cardActions.reject, text.reject, { value, style: 'danger' }),
    button(cardActions.ask, text.ask, { value }),
  ]
}

function own(view: RecommendationView, reader: Reader): types.Button[] {
  const text = recommendationText[reader.language]
  const { id, state } = view.recommendation
  const withdraw = button(cardActions.withdraw, text.withdraw, {
    value: String(id),
    confirm: { title: text.withdrawTitle, text: text.withdrawText, confirm: text.withdrawYes, deny: text.confirmNo },
  })
  if (state === 'submitted') return [withdraw]
  if (state !== 'returned') return []
  return [button(cardActions.resubmit, text.resubmit, { value: String(id), style: 'primary' }), withdraw]
}

/** Why it was rejected or returned, and what the last round was returned for: this round is judged by it. */
function verdictReason(view: RecommendationView, reader: Reader): Block[] {
  const { decisions } = view.recommendation
  const last = decisions.findLast((decision) => decision.verdict !== 'approved')
  if (!last?.reason) return []
  const text = recommendationText[reader.language]
  const title = last.verdict === 'returned' ? text.returnedBy : text.rejectedBy
  const said = title(decider(last, reader.language), momentText(last.decidedAt, reader.language, reader.timeZone))
  return [quote(shortened(last.reason, reasonOnCard, reader.language), [{ bold: said }])]
}

function questionLine({ questions }: RecommendationView, { language }: Reader): Block[] {
  if (questions.length === 0) return []
  const { label, asksAndAnswers } = recommendationText[language]
  const open = questions.filter((question) => question.answer === null).length
  return [lines(...fact(label.questions, asksAndAnswers(questions.length, open), language))]
}

function channelLine(view: RecommendationView, { language }: Reader): Block[] {
  if (!view.channelId || view.recommendation.state !== 'approved') return []
  const { label } = recommendationText[language]
  return [lines([{ bold: label.channel }, signs[language].colon, { channel: view.channelId }])]
}
