import type { Tx } from '../../db/connection.ts'
import { askedFor, type CardRow, cardsOf, wantCards } from '../../db/queries/card.ts'
import { type NewEffect, queueEffects } from '../../db/queries/effects.ts'
import { keepEmpty, type StepOf } from '../../db/queries/empty-steps.ts'
import { questionById } from '../../db/queries/question.ts'
import { readRecommendation } from '../../db/queries/recommendation.ts'
import { holdersAnywhere } from '../../db/queries/standing.ts'
import type { Happening } from '../domain/event.ts'
import { mayBeAsked } from '../domain/recommendation/ask.ts'
import { openStep, type Recommendation, type Step } from '../domain/recommendation/recommendation.ts'
import { recommenderOf } from '../domain/recommendation/take-over.ts'
import { authorityAlarms, calendarAlarms, shortenedAlarms } from './administrator-alarms.ts'
import { channelNotices } from './channel-notices.ts'
import { chartNotice, dryRunNotice } from './criteria/criteria-notices.ts'
import { channelKeepers, noticesTo } from './delivery-notice.ts'
import { deputyNotices } from './deputies/deputy-notices.ts'
import { entitledTo } from './entitled.ts'
import { handOverNotices } from './hand-over.ts'
import { policyReviewNotices } from './policy-review/policy-review-notices.ts'
import { departmentNotices, registerCardNotices } from './register/filing-notices.ts'
import { registerReminderNotices } from './register/remind-registers.ts'
import { openedNotices, reviewCardNotices, reviewOutcomeNotices, reviewRedrawn } from './review-notices.ts'
import { specialistNotices } from './specialists/specialist-notices.ts'
import { answeringNotices, clientCardNotices, strangerNotices } from './stranger-notices.ts'
import { leftNotices } from './take-over-notices.ts'
import { cardInChannel, teamNotices } from './team-notices.ts'
import { unitNotices } from './units/unit-notices.ts'

interface When {
  readonly now: Date
  readonly today: string
}

/**
 * Writes what must go out to Slack because of what happened, in the transaction in which it happened. Reviews that the program
 * opens are many at a time, and what is asked for one by one for anything else is asked for all of them at once.
 */
export async function queueNotices(tx: Tx, happenings: readonly Happening[], when: When): Promise<void> {
  const opened = happenings.flatMap((one) => (one.type === 'review_opened' ? one.reviewId : []))
  const together = opened.length > 1
  if (together) await queueEffects(tx, await openedNotices(tx, opened, when), when.now)
  for (const happening of happenings) {
    if (together && happening.type === 'review_opened') continue
    const notices = await noticesOf(tx, happening, when)
    if (notices.length > 0) await queueEffects(tx, notices, when.now)
  }
}

async function noticesOf(tx: Tx, happening: Happening, when: When): Promise<NewEffect[]> {
  switch (happening.type) {
    case 'recommendation_submitted':
    case 'recommendation_resubmitted':
    case 'recommendation_restarted':
    case 'recommendation_taken_over':
      return cardNotices(tx, happening.recommendationId, when)
    case 'recommendation_withdrawn':
      return [
        ...(await cardNotices(tx, happening.recommendationId, when)),
        ...(happening.exitReviewId === undefined ? [] : await stoppedNotices(tx, happening.recommendationId)),
      ]
    case 'recommendation_decided':
      return [
        ...(await cardNotices(tx, happening.recommendationId, when)),
        ...(await outcomeNotice(tx, happening.recommendationId)),
        ...(happening.verdict === 'returned' ? await leftNotices(tx, happening.recommendationId, when.today) : []),
      ]
    case 'recommender_left':
      return leftNotices(tx, happening.recommendationId, when.today, happening.told)
    case 'question_asked':
      return [
        ...(await questionNotice(tx, happening)),
        ...(await leftNotices(tx, happening.recommendationId, when.today)),
      ]
    case 'question_answered':
      return questionNotice(tx, happening)
    case 'message_shortened':
      return shortenedAlarms(tx, happening, when.today)
    case 'authority_lacking':
    case 'step_without_authority':
      return authorityAlarms(tx, happening, when.today)
    case 'step_handed_over':
      return [handedOver(happening)]
    case 'calendar_missing':
      return calendarAlarms(tx, happening.year, when.today)
    case 'deputy_named':
    case 'deputy_ended':
      return deputyNotices(tx, happening, when.today)
    case 'step_moved':
    case 'step_raised':
      return [
        ...(await cardNotices(tx, happening.recommendationId, when)),
        ...(await movedNotice(tx, happening.recommendationId)),
      ]
    case 'step_changed_branch':
      return redrawn(tx, happening.recommendationId)
    case 'review_step_changed_branch':
      return reviewRedrawn(tx, happening.reviewId)
    case 'team_changed':
      return [
        ...(await teamNotices(tx, happening.clientId, happening)),
        ...handOverNotices(happening.clientId, happening),
        ...(await answeringNotices(tx, happening.clientId, happening, when.today)),
      ]
    case 'specialist_named':
    case 'specialist_ended':
    case 'specialist_lapsed':
      return specialistNotices(tx, happening, when.today)
    case 'stranger_seen':
    case 'stranger_decided':
    case 'stay_ended':
    case 'stranger_gone':
      return strangerNotices(tx, happening.strangerId)
    case 'channel_shared':
      return [
        ...(await clientCardNotices(tx, happening.clientId)),
        ...noticesTo(await channelKeepers(tx, happening.clientId, when.today), happening),
      ]
    case 'directory_doubted':
      return noticesTo(await holdersAnywhere(tx, 'administrator', when.today), happening)
    case 'channel_unshared':
      return clientCardNotices(tx, happening.clientId)
    case 'client_designated':
      return channelNotices(tx, happening.clientId)
    case 'review_opened':
    case 'review_step_taken':
    case 'review_step_moved':
    case 'review_step_raised':
      return reviewCardNotices(tx, happening.reviewId, when)
    case 'policy_review_started':
      return policyReviewNotices(tx, happening.policyReviewId, when.today)
    case 'client_retained':
    case 'client_downgraded':
    case 'client_exited':
    case 'outcome_undone':
    case 'grace_over':
      return reviewOutcomeNotices(tx, happening, when)
    case 'register_filed':
    case 'register_acknowledged':
    case 'register_sent_back':
      return registerCardNotices(tx, happening.filingId, when.today)
    case 'register_moved':
      return departmentNotices(tx, happening.filingId, when.today)
    case 'register_reminded':
      return registerReminderNotices(tx, happening, when.today)
    case 'register_exported':
      return [{ lane: `files/${happening.file.personId}`, kind: 'register_file', payload: happening.file, priority: 0 }]
    case 'unit_proposed':
    case 'unit_consented':
    case 'unit_proposal_moved':
    case 'unit_proposal_closed':
    case 'unit_consent_raised':
    case 'cooperation_begun':
    case 'cooperation_ended':
    case 'lead_changed':
      return unitNotices(tx, happening, when)
    case 'figures_entered':
      return cardInChannel(tx, happening.clientId)
    case 'chart_asked':
      return [chartNotice(happening)]
    case 'criteria_dry_run':
      return [dryRunNotice(happening)]
    default:
      return []
  }
}

/** Every copy of the card is redrawn; who may take the open step gets one; nobody to ask is an alarm, never a pass. */
async function cardNotices(tx: Tx, recommendationId: number, when: When): Promise<NewEffect[]> {
  const loaded = await readRecommendation(tx, recommendationId)
  const clientId = loaded?.row.clientId
  if (!loaded || !clientId) return []
  const { recommendation } = loaded
  const step = openStep(recommendation)
  const asked = step
    ? await entitledTo(tx, step, when.today, (standing) => mayBeAsked(recommendation, step, standing))
    : []
  if (step) await keepEmpty(tx, stepOf(recommendation, step), asked.length === 0 ? when.now : null)
  await wantCards(tx, recommendation, step?.no ?? null, asked)
  const cards = await cardsOf(tx, recommendationId)
  const alarms =
    step && asked.length === 0 ? await emptyPostAlarms(tx, clientId, recommendation, step.no, when.today) : []
  return [...cards.map((card) => cardNotice(clientId, card)), ...alarms]
}

/** The copies that are there, as the record then stands; whose move it is now follows within a minute. */
async function redrawn(tx: Tx, recommendationId: number): Promise<NewEffect[]> {
  const clientId = (await readRecommendation(tx, recommendationId))?.row.clientId
  return clientId ? (await cardsOf(tx, recommendationId)).map((card) => cardNotice(clientId, card)) : []
}

function stepOf({ id, round }: Recommendation, { no }: Step): StepOf {
  return { of: 'recommendation', id, round, no }
}

/** A copy of the card, to be drawn as the record then stands. */
export function cardNotice(clientId: number, card: CardRow): NewEffect {
  return {
    lane: personLane(clientId, card.personId),
    kind: 'recommendation_card',
    payload: { cardId: card.id },
    mergeKey: `card/${card.id}`,
    priority: 1,
  }
}

/** Tells the recommender and the administrators that a step waits for an empty post. */
async function emptyPostAlarms(
  tx: Tx,
  clientId: number,
  recommendation: Recommendation,
  stepNo: number,
  today: string,
): Promise<NewEffect[]> {
  const told = new Set([recommenderOf(recommendation), ...(await holdersAnywhere(tx, 'administrator', today))])
  return [...told].map((personId) => ({
    lane: personLane(clientId, personId),
    kind: 'empty_post_alarm',
    payload: { recommendationId: recommendation.id, round: recommendation.round, stepNo, personId },
    priority: 1,
  }))
}

/** Tells the recommender whose move it is now; where it is nobody's, the alarm says so. */
async function movedNotice(tx: Tx, recommendationId: number): Promise<NewEffect[]> {
  const loaded = await readRecommendation(tx, recommendationId)
  const step = loaded && openStep(loaded.recommendation)
  if (!loaded?.row.clientId || !step) return []
  const { recommendation, row } = loaded
  const asked = await askedFor(tx, recommendationId, recommendation.round, step.no)
  if (asked.length === 0) return []
  const personId = recommenderOf(recommendation)
  return [
    {
      lane: personLane(row.clientId ?? 0, personId),
      kind: 'step_moved',
      payload: { recommendationId, personId, asked },
      mergeKey: `step-moved/${recommendationId}`,
      priority: 1,
    },
  ]
}

/** Tells everybody who has a card of it that a recommendation was ended by the client's exit. */
async function stoppedNotices(tx: Tx, recommendationId: number): Promise<NewEffect[]> {
  const clientId = (await readRecommendation(tx, recommendationId))?.row.clientId
  if (!clientId) return []
  const people = new Set((await cardsOf(tx, recommendationId)).map((card) => card.personId))
  return [...people].map((personId) => ({
    lane: personLane(clientId, personId),
    kind: 'recommendation_stopped',
    payload: { recommendationId, personId },
    priority: 1,
  }))
}

async function outcomeNotice(tx: Tx, recommendationId: number): Promise<NewEffect[]> {
  const loaded = await readRecommendation(tx, recommendationId)
  const last = loaded?.recommendation.decisions.at(-1)
  if (!loaded?.row.clientId || !last) return []
  const personId = recommenderOf(loaded.recommendation)
  return [
    {
      lane: personLane(loaded.row.clientId, personId),
      kind: 'recommendation_outcome',
      payload: { recommendationId, round: last.round, stepNo: last.stepNo, personId },
      priority: 1,
    },
  ]
}

async function questionNotice(
  tx: Tx,
  happening: Extract<Happening, { type: 'question_asked' | 'question_answered' }>,
): Promise<NewEffect[]> {
  const question = await questionById(tx, happening.questionId)
  if (!question) return []
  const personId = happening.type === 'question_asked' ? question.recommender : question.askedBy
  return [
    {
      lane: personLane(question.clientId, personId),
      kind: 'recommendation_question',
      payload: { questionId: question.id, personId },
      priority: 1,
    },
  ]
}

/** Order holds per client and person: what one reads about a client comes in the order in which it happened. */
function personLane(clientId: number, personId: number): string {
  return `client/${clientId}/person/${personId}`
}

/** Tells somebody that a step was handed over to them. */
function handedOver({ deadlineId, from, to }: Extract<Happening, { type: 'step_handed_over' }>): NewEffect {
  const payload = { deadlineId, from, personId: to }
  return { lane: `reminders/person/${to}`, kind: 'step_handed_over', payload, priority: 1 }
}
