import { and, asc, eq, isNotNull } from 'drizzle-orm'
import type { PostAt } from '../../src/domain/organisation/post-above.ts'
import type { Tx } from '../connection.ts'
import { recommendationSteps } from '../schema/recommendation-steps.ts'
import { reviewSteps } from '../schema/review-steps.ts'

/** An open step of a recommendation's or a review's round. */
export interface StepOf {
  readonly of: 'recommendation' | 'review'
  readonly id: number
  readonly round: number
  readonly no: number
}

/** Keeps since when nobody can be asked to take an open step; null = somebody can. An earlier moment stays. */
export async function keepEmpty(tx: Tx, step: StepOf, since: Date | null): Promise<void> {
  const known = await emptySince(tx, step)
  if ((known === null) === (since === null)) return
  await changeStep(tx, step, { emptySince: since })
}

async function emptySince(tx: Tx, step: StepOf): Promise<Date | null> {
  const [row] =
    step.of === 'recommendation'
      ? await tx
          .select({ since: recommendationSteps.emptySince })
          .from(recommendationSteps)
          .where(recommendationStep(step))
      : await tx.select({ since: reviewSteps.emptySince }).from(reviewSteps).where(reviewStep(step))
  return row?.since ?? null
}

/** Open steps that nobody can be asked to take, longest empty first. */
export async function emptySteps(tx: Tx, limit: number): Promise<(StepOf & { since: Date })[]> {
  const asked = await tx
    .select({
      id: recommendationSteps.recommendationId,
      round: recommendationSteps.round,
      no: recommendationSteps.no,
      since: recommendationSteps.emptySince,
    })
    .from(recommendationSteps)
    .where(and(eq(recommendationSteps.state, 'open'), isNotNull(recommendationSteps.emptySince)))
    .orderBy(asc(recommendationSteps.emptySince))
    .limit(limit)
  const reviewing = await tx
    .select({ id: reviewSteps.reviewId, round: reviewSteps.round, no: reviewSteps.no, since: reviewSteps.emptySince })
    .from(reviewSteps)
    .where(and(eq(reviewSteps.state, 'open'), isNotNull(reviewSteps.emptySince)))
    .orderBy(asc(reviewSteps.emptySince))
    .limit(limit)
  const named = (of: StepOf['of'], rows: typeof asked) =>
    rows.flatMap(({ since, ...row }) => (since ? [{ of, ...row, since }] : []))
  return [...named('recommendation', asked), ...named('review', reviewing)]
}

/** Gives a step to other posts, or back to those it was planned for, where `raisedFrom` is null. */
export function moveStep(tx: Tx, step: StepOf, to: PostAt, raisedFrom: PostAt | null): Promise<void> {
  const takenBy = { positions: [...to.positions] }
  const from = raisedFrom && { unitId: raisedFrom.unitId, positions: [...raisedFrom.positions] }
  return changeStep(tx, step, { unitId: to.unitId, takenBy, raisedFrom: from, emptySince: null })
}

type Change = Partial<Pick<typeof recommendationSteps.$inferInsert, 'unitId' | 'takenBy' | 'raisedFrom' | 'emptySince'>>

async function changeStep(tx: Tx, step: StepOf, change: Change): Promise<void> {
  if (step.of === 'recommendation') await tx.update(recommendationSteps).set(change).where(recommendationStep(step))
  else await tx.update(reviewSteps).set(change).where(reviewStep(step))
}

function recommendationStep({ id, round, no }: StepOf) {
  const { recommendationId } = recommendationSteps
  return and(eq(recommendationId, id), eq(recommendationSteps.round, round), eq(recommendationSteps.no, no))
}

function reviewStep({ id, round, no }: StepOf) {
  return and(eq(reviewSteps.reviewId, id), eq(reviewSteps.round, round), eq(reviewSteps.no, no))
}
