import type { Tx } from '../../db/connection.ts'
import { cardsOf } from '../../db/queries/card.ts'
import { askForTeams, seeDay, takeUnits, waitingIn } from '../../db/queries/organisation-marks.ts'
import { lockRecommendation } from '../../db/queries/recommendation.ts'
import { lockReview } from '../../db/queries/review.ts'
import { reviewCardsOf } from '../../db/queries/review-card.ts'
import type { DomainEvent } from '../domain/event.ts'
import { mayBeAsked } from '../domain/recommendation/ask.ts'
import { openStep } from '../domain/recommendation/recommendation.ts'
import { mayTakeStep } from '../domain/review/decide-review.ts'
import { openReviewStep } from '../domain/review/review.ts'
import { entitledTo } from './entitled.ts'
import { followTeams } from './follow-teams.ts'
import { type Deps, transact } from './transact.ts'

const byProgram = { personId: null, source: 'job' } as const

/** Units whose changes are followed in one transaction. */
const batch = 50

/**
 * Follows what changed in the organisation, however it changed: what waits moves to who may take it now, and teams and their
 * channels follow the appointments of the day (Art. 14). What is read stands in rows that triggers write in the transaction of
 * the change, so nothing is missed, and a second process finds nothing left.
 */
export async function followOrganisation(deps: Deps): Promise<void> {
  await transact(deps, byProgram, async (tx, { today }) => ({ result: await seeDay(tx, today), events: [] }))
  for (;;) {
    const taken = await transact(deps, byProgram, async (tx, { now, today }) => {
      const units = await takeUnits(tx, batch)
      await askForTeams(tx, units, now)
      return { result: units.length, events: await movedSteps(tx, units, today) }
    })
    if (taken < batch) break
  }
  await followTeams(deps)
}

/** Steps that other people have to take now than those who hold their cards. */
async function movedSteps(tx: Tx, unitIds: readonly number[], today: string): Promise<DomainEvent[]> {
  const waiting = await waitingIn(tx, unitIds)
  const events: DomainEvent[] = []
  for (const id of waiting.recommendations) events.push(...(await movedRecommendation(tx, id, today)))
  for (const id of waiting.reviews) events.push(...(await movedReview(tx, id, today)))
  return events
}

async function movedRecommendation(tx: Tx, recommendationId: number, today: string): Promise<DomainEvent[]> {
  const recommendation = (await lockRecommendation(tx, recommendationId))?.recommendation
  const step = recommendation && openStep(recommendation)
  if (!recommendation || !step) return []
  const now = await entitledTo(tx, step, today, (standing) => mayBeAsked(recommendation, step, standing))
  const before = (await cardsOf(tx, recommendationId))
    .filter(({ role, round, stepNo, asked }) => {
      return asked && role === 'decider' && round === recommendation.round && stepNo === step.no
    })
    .map(({ personId }) => personId)
  return samePeople(before, now)
    ? []
    : [{ happening: { type: 'step_moved', recommendationId }, before: { asked: before }, after: { asked: now } }]
}

async function movedReview(tx: Tx, reviewId: number, today: string): Promise<DomainEvent[]> {
  const review = (await lockReview(tx, reviewId))?.review
  const step = review && openReviewStep(review)
  if (!review || !step) return []
  const now = await entitledTo(tx, step, today, (standing) => mayTakeStep(review, step, standing))
  const before = (await reviewCardsOf(tx, reviewId))
    .filter(({ round, stepNo, asked }) => asked && round === review.round && stepNo === step.no)
    .map(({ personId }) => personId)
  return samePeople(before, now)
    ? []
    : [{ happening: { type: 'review_step_moved', reviewId }, before: { asked: before }, after: { asked: now } }]
}

function samePeople(before: readonly number[], now: readonly number[]): boolean {
  return before.length === now.length && before.every((personId) => now.includes(personId))
}
