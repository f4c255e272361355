import type { Tx } from '../../db/connection.ts'
import { cardsOf } from '../../db/queries/card.ts'
import { anyChannelOf } from '../../db/queries/channel.ts'
import { clientById } from '../../db/queries/client.ts'
import type { NewEffect } from '../../db/queries/effects.ts'
import { keepEmpty } from '../../db/queries/empty-steps.ts'
import { ofReviews, postedCards, showEmpty } from '../../db/queries/first-steps.ts'
import { type LoadedReview, readReview } from '../../db/queries/review.ts'
import { askNoMore, type ReviewCardRow, reviewCardsOf, wantReviewCards } from '../../db/queries/review-card.ts'
import { gracesOf, runningGrace } from '../../db/queries/review-grace.ts'
import { holdersAnywhere } from '../../db/queries/standing.ts'
import type { Happening } from '../domain/event.ts'
import { mayTakeStep } from '../domain/review/decide-review.ts'
import { isUndoable } from '../domain/review/grace.ts'
import { openReviewStep, type Review } from '../domain/review/review.ts'
import { channelNotices } from './channel-notices.ts'
import { entitledTo } from './entitled.ts'
import { askFirst } from './open-reviews.ts'
import { listNotices } from './policy-review/policy-review-notices.ts'
import { clientCardNotices } from './stranger-notices.ts'

interface When {
  readonly now: Date
  readonly today: string
}

/** What comes to somebody's list of a policy review within this time is told in one message. */
const gatheredMs = 3_600_000

/**
 * Every copy of a review's card is redrawn; who may take the open step, and who asked for the review, have one. Of a policy
 * review, which may be of hundreds, nobody gets one a client: they are told how many wait in their list.
 */
export async function reviewCardNotices(tx: Tx, reviewId: number, { now, today }: When): Promise<NewEffect[]> {
  const loaded = await readReview(tx, reviewId)
  if (!loaded) return []
  const { review } = loaded
  const step = openReviewStep(review)
  const asked = step ? await entitledTo(tx, step, today, (standing) => mayTakeStep(review, step, standing)) : []
  // An empty post holds the step: the administrators have the card too, so that nothing waits unseen.
  const seers = step && asked.length === 0 ? await holdersAnywhere(tx, 'administrator', today) : []
  const { policyReviewId, submittedBy } = review
  const listed = policyReviewId !== null
  const own =
    submittedBy === null || listed
      ? []
      : [{ reviewId, round: 1, stepNo: 0, personId: submittedBy, asked: false, listed }]
  const copies = [...asked, ...seers].map((personId) => ({
    listed,
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
  await wantReviewCards(tx, [...own, ...copies, ...undoersCopy(loaded)])
  const told = listed ? listNotices(policyReviewId, [...asked, ...seers], new Date(now.getTime() + gatheredMs)) : []
  return [...told, ...(await sentCopies(tx, review))]
}

/** The copies of a review's card that are there, as it then stands; whose move it is now follows within a minute. */
export async function reviewRedrawn(tx: Tx, reviewId: number): Promise<NewEffect[]> {
  const loaded = await readReview(tx, reviewId)
  return loaded ? sentCopies(tx, loaded.review) : []
}

async function sentCopies(tx: Tx, { id, clientId }: Review): Promise<NewEffect[]> {
  const cards = (await reviewCardsOf(tx, id)).filter((card) => !card.listed)
  return cards.map((card) => reviewCardNotice(clientId, card))
}

/** The cards of reviews that the program opened together, as `reviewCardNotices` has them of one: asked for once a place. */
export async function openedNotices(tx: Tx, reviewIds: readonly number[], when: When): Promise<NewEffect[]> {
  const reviews = ofReviews(reviewIds)
  const empty = await askFirst(tx, reviews, { submittedBy: null, listed: false }, when)
  if (empty) await showEmpty(tx, reviews, await holdersAnywhere(tx, 'administrator', when.today))
  return (await postedCards(tx, reviews)).map((card) => reviewCardNotice(card.clientId, card))
}

/** Whoever decided what can be undone has a card with the button, also where the card was only in their list before. */
function undoersCopy({ row, review }: LoadedReview) {
  const last = review.voices.at(-1)
  if (review.policyReviewId === null || !row.outcome || !isUndoable(row.outcome) || !last) return []
  const { round, stepNo, decidedBy: personId } = last
  return [{ reviewId: review.id, round, stepNo, personId, asked: true, listed: false }]
}

/** A copy of a review's card, to be drawn as the record then stands. */
export function reviewCardNotice(clientId: number, card: Pick<ReviewCardRow, 'id' | 'personId'>): NewEffect {
  return {
    lane: `client/${clientId}/person/${card.personId}`,
    kind: 'review_card',
    payload: { cardId: card.id },
    mergeKey: `review-card/${card.id}`,
    priority: 1,
  }
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
  const quiet = loaded.review.policyReviewId !== null && type === 'client_retained'
  const people = quiet ? await leadOf(tx, clientId) : await concerned(tx, loaded)
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

/** Who asked for the review alone, the lead client manager, and whoever had a say. */
async function concerned(tx: Tx, { review }: LoadedReview): Promise<number[]> {
  const asked = review.submittedBy === null || review.policyReviewId !== null ? [] : [review.submittedBy]
  const people = [...asked, ...(await leadOf(tx, review.clientId)), ...review.voices.map(({ decidedBy }) => decidedBy)]
  return [...new Set(people)]
}

async function leadOf(tx: Tx, clientId: number): Promise<number[]> {
  const lead = (await clientById(tx, clientId))?.leadClientManagerId
  return lead ? [lead] : []
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
