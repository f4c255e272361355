import type { Tx } from '../../db/connection.ts'
import { clientById } from '../../db/queries/client.ts'
import type { NewEffect } from '../../db/queries/effects.ts'
import { keepEmpty } from '../../db/queries/empty-steps.ts'
import { readReview } from '../../db/queries/review.ts'
import { askNoMore, reviewCardsOf, wantReviewCards } from '../../db/queries/review-card.ts'
import { holdersAnywhere } from '../../db/queries/standing.ts'
import { mayTakeStep } from '../domain/review/decide-review.ts'
import { openReviewStep } from '../domain/review/review.ts'
import { entitledTo } from './entitled.ts'

interface When {
  readonly now: Date
  readonly today: string
}

/** Every copy of a review's card is redrawn; who may take the open step, and who asked for the review, have one. */
export async function reviewCardNotices(tx: Tx, reviewId: number, { now, today }: When): Promise<NewEffect[]> {
  const loaded = await readReview(tx, reviewId)
  if (!loaded) return []
  const { review } = loaded
  const step = openReviewStep(review)
  const asked = step ? await entitledTo(tx, step, today, (standing) => mayTakeStep(review, step, standing)) : []
  // An empty post holds the step: the administrators have the card too, so that nothing waits unseen.
  const seers = step && asked.length === 0 ? await holdersAnywhere(tx, 'administrator', today) : []
  const own =
    review.submittedBy === null ? [] : [{ reviewId, round: 1, stepNo: 0, personId: review.submittedBy, asked: false }]
  const copies = [...asked, ...seers].map((personId) => ({
    reviewId,
    round: review.round,
    stepNo: step?.no ?? 0,
    personId,
    asked: asked.includes(personId),
  }))
  if (step) {
    const empty = asked.length === 0 ? now : null
    await keepEmpty(tx, { of: 'review', id: reviewId, round: review.round, no: step.no }, empty)
    await askNoMore(tx, { reviewId, round: review.round, stepNo: step.no }, asked)
  }
  await wantReviewCards(tx, [...own, ...copies])
  return (await reviewCardsOf(tx, reviewId)).map((card) => ({
    lane: `client/${review.clientId}/person/${card.personId}`,
    kind: 'review_card',
    payload: { cardId: card.id },
    mergeKey: `review-card/${card.id}`,
    priority: 1,
  }))
}

/** Tells who asked for the review, the lead client manager, and whoever had a say, what it came to. */
export async function reviewOutcomeNotices(tx: Tx, clientId: number, reviewId: number): Promise<NewEffect[]> {
  const loaded = await readReview(tx, reviewId)
  const client = await clientById(tx, clientId)
  if (!loaded) return []
  const { submittedBy, voices } = loaded.review
  const people = [submittedBy, client?.leadClientManagerId, ...voices.map(({ decidedBy }) => decidedBy)]
  return [...new Set(people.flatMap((personId) => personId ?? []))].map((personId) => ({
    lane: `client/${clientId}/person/${personId}`,
    kind: 'review_outcome',
    payload: { reviewId, personId },
    priority: 1,
  }))
}
