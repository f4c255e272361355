import type { Tx } from '../../db/connection.ts'
import { cardsOf } from '../../db/queries/card.ts'
import { anyChannelOf } from '../../db/queries/channel.ts'
import { clientById } from '../../db/queries/client.ts'
import type { NewEffect } from '../../db/queries/effects.ts'
import { keepEmpty } from '../../db/queries/empty-steps.ts'
import { type LoadedReview, readReview } from '../../db/queries/review.ts'
import { askNoMore, reviewCardsOf, wantReviewCards } from '../../db/queries/review-card.ts'
import { gracesOf, runningGrace } from '../../db/queries/review-grace.ts'
import { holdersAnywhere } from '../../db/queries/standing.ts'
import type { Happening } from '../domain/event.ts'
import { mayTakeStep } from '../domain/review/decide-review.ts'
import { openReviewStep } from '../domain/review/review.ts'
import { channelNotices } from './channel-notices.ts'
import { entitledTo } from './entitled.ts'
import { clientCardNotices } from './stranger-notices.ts'

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

/** What an outcome of a review, its undoing, or the end of its period of grace makes known to whom. */
export async function reviewOutcomeNotices(
  tx: Tx,
  happening: Extract<
    Happening,
    { type: 'client_retained' | 'client_downgraded' | 'client_exited' | 'outcome_undone' | 'grace_over' }
  >,
  when: When,
): Promise<NewEffect[]> {
  const { type, clientId, reviewId } = happening
  // The button to undo it goes from every copy of the card.
  if (type === 'grace_over')
    return [...(await reviewCardNotices(tx, reviewId, when)), ...(await clientCardNotices(tx, clientId))]
  const loaded = await readReview(tx, reviewId)
  if (!loaded) return []
  if (type === 'outcome_undone') return undoneNotices(tx, loaded, happening.round, when)
  const grace = await runningGrace(tx, clientId)
  const people = await concerned(tx, loaded)
  return [
    ...people.map((personId) => personal(clientId, 'review_outcome', { reviewId, personId })),
    ...(type === 'client_exited' ? [] : await channelNotices(tx, clientId)),
    ...(grace ? await inChannel(tx, clientId, { reviewId, round: grace.round }) : []),
    ...(grace ? await clientCardNotices(tx, clientId) : []),
  ]
}

/** Who was told of the outcome is told that it was undone, and so is whoever has a card of the recommendation it had stopped. */
async function undoneNotices(tx: Tx, loaded: LoadedReview, round: number, when: When): Promise<NewEffect[]> {
  const { id: reviewId, clientId } = loaded.review
  const grace = (await gracesOf(tx, reviewId)).find((one) => one.round === round)
  const stopped = grace?.stoppedRecommendationId ?? null
  const holders = stopped === null ? [] : (await cardsOf(tx, stopped)).map(({ personId }) => personId)
  const people = new Set([...(await concerned(tx, loaded)), ...holders])
  return [
    ...(await reviewCardNotices(tx, reviewId, when)),
    ...[...people].map((personId) => personal(clientId, 'review_undone', { reviewId, round, personId })),
    ...(await channelNotices(tx, clientId)),
    ...(await inChannel(tx, clientId, { reviewId, round })),
  ]
}

/** Who asked for the review, the lead client manager, and whoever had a say. */
async function concerned(tx: Tx, { review }: LoadedReview): Promise<number[]> {
  const client = await clientById(tx, review.clientId)
  const people = [review.submittedBy, client?.leadClientManagerId, ...review.voices.map(({ decidedBy }) => decidedBy)]
  return [...new Set(people.flatMap((personId) => personId ?? []))]
}

function personal(
  clientId: number,
  kind: string,
  payload: { readonly personId: number } & Record<string, unknown>,
): NewEffect {
  return { lane: `client/${clientId}/person/${payload.personId}`, kind, payload, priority: 1 }
}

/** The team is told in its channel, where there is one that it can read. */
async function inChannel(tx: Tx, clientId: number, about: { reviewId: number; round: number }): Promise<NewEffect[]> {
  const channel = await anyChannelOf(tx, clientId)
  if (channel?.state !== 'open' && channel?.state !== 'wanted') return []
  return [{ lane: `client/${clientId}/channel`, kind: 'channel_grace', payload: { clientId, ...about }, priority: 2 }]
}
