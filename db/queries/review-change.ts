import { and, eq, inArray } from 'drizzle-orm'
import type { ReviewDecided } from '../../src/domain/review/decide-review.ts'
import type { Review, ReviewStep } from '../../src/domain/review/review.ts'
import type { Tx } from '../connection.ts'
import { clients } from '../schema/clients.ts'
import { reviewSteps } from '../schema/review-steps.ts'
import { reviewVoices } from '../schema/review-voices.ts'
import { reviews } from '../schema/reviews.ts'

/** Opens a review with the steps of its first round. */
export async function insertReview(
  tx: Tx,
  review: typeof reviews.$inferInsert,
  steps: readonly ReviewStep[],
): Promise<number> {
  const [row] = await tx.insert(reviews).values(review).returning({ id: reviews.id })
  if (!row) throw new Error('the review was not opened')
  await insertReviewSteps(tx, row.id, 1, steps, review.openedAt)
  return row.id
}

async function insertReviewSteps(tx: Tx, reviewId: number, round: number, steps: readonly ReviewStep[], now: Date) {
  await tx.insert(reviewSteps).values(
    steps.map(({ no, kind, unitId, positions, state, skipReason }) => ({
      reviewId,
      round,
      no,
      kind,
      unitId,
      takenBy: { positions: [...positions] },
      state,
      skipReason,
      openedAt: state === 'open' ? now : null,
    })),
  )
}

/** Writes what was said in a step and where it leads; the primary key makes a second say in the step impossible. */
export async function insertVoice(
  tx: Tx,
  review: Review,
  { step, request, inNameOf, next }: ReviewDecided,
  decidedBy: number,
  now: Date,
): Promise<void> {
  const { id: reviewId, round, submittedBy } = review
  const { verdict, reason, category, nextReviewOn } = request
  await tx.insert(reviewVoices).values({
    reviewId,
    round,
    stepNo: step.no,
    stepKind: step.kind,
    verdict,
    reason,
    category,
    nextReviewOn,
    decidedBy,
    inNameOf,
    submittedBy,
    decidedAt: now,
  })
  await setStep(tx, reviewId, round, [step.no], { state: 'taken' })
  if (next.kind === 'step') await setStep(tx, reviewId, round, [next.step.no], { state: 'open', openedAt: now })
  if (next.kind === 'outcome')
    await setStep(tx, reviewId, round, waiting(review), { state: 'skipped', skipReason: 'not_needed' })
}

function waiting({ steps }: Review): number[] {
  return steps.filter(({ state }) => state === 'waiting').map(({ no }) => no)
}

async function setStep(
  tx: Tx,
  reviewId: number,
  round: number,
  numbers: readonly number[],
  to: Partial<typeof reviewSteps.$inferInsert>,
): Promise<void> {
  if (numbers.length === 0) return
  await tx
    .update(reviewSteps)
    .set(to)
    .where(and(eq(reviewSteps.reviewId, reviewId), eq(reviewSteps.round, round), inArray(reviewSteps.no, [...numbers])))
}

/** A new round from the decision on; what was heard before it stays in the record of the first. */
export async function beginRound(tx: Tx, review: Review, from: ReviewStep['kind'], now: Date): Promise<void> {
  const first = review.steps.findIndex(({ kind }) => kind === from)
  const steps = review.steps.slice(first).map((step, index) => ({
    ...step,
    // Planned as at first: a post that was empty may be held by now. What the settings leave out stays so.
    ...step.raisedFrom,
    state: index === 0 ? ('open' as const) : step.skipReason ? step.state : ('waiting' as const),
  }))
  await insertReviewSteps(tx, review.id, review.round + 1, steps, now)
  await tx
    .update(reviews)
    .set({ round: review.round + 1 })
    .where(eq(reviews.id, review.id))
}

/** Ends a review with its outcome. */
export async function closeReview(
  tx: Tx,
  id: number,
  end: Pick<typeof reviews.$inferInsert, 'outcome' | 'category' | 'nextReviewOn' | 'closedAt'>,
): Promise<void> {
  await tx
    .update(reviews)
    .set({ ...end, state: 'decided' })
    .where(eq(reviews.id, id))
}

/** Takes a review's outcome back; a new round is to begin in the same transaction. */
export async function reopenReview(tx: Tx, id: number): Promise<void> {
  await tx
    .update(reviews)
    .set({ state: 'open', outcome: null, category: null, nextReviewOn: null, closedAt: null })
    .where(eq(reviews.id, id))
}

/** A client that is strategic no more; who led it stays known. */
export async function setExited(tx: Tx, clientId: number): Promise<void> {
  await tx
    .update(clients)
    .set({ state: 'exited', tier: null, category: null, designatedAt: null, nextReviewOn: null })
    .where(eq(clients.id, clientId))
}
