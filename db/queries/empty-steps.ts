import { and, asc, eq, isNotNull, sql } from 'drizzle-orm'
import type { OwnedStep } from '../../src/domain/organisation/branch-change.ts'
import type { PostAt } from '../../src/domain/organisation/post-above.ts'
import type { Tx } from '../connection.ts'
import { recommendationSteps } from '../schema/recommendation-steps.ts'
import { reviewSteps } from '../schema/review-steps.ts'
import { unitConsents } from '../schema/unit-consents.ts'

/** An open step of a recommendation's or a review's round, or a consent of a unit proposal, which has but one round. */
export interface StepOf {
  readonly of: 'recommendation' | 'review' | 'unit_consent'
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
  const { table, where } = placeOf(step)
  const [row] = await tx.select({ since: table.emptySince }).from(table).where(where)
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
  const consenting = await tx
    .select({ id: unitConsents.proposalId, round: sql<number>`1`, no: unitConsents.no, since: unitConsents.emptySince })
    .from(unitConsents)
    .where(and(eq(unitConsents.state, 'open'), isNotNull(unitConsents.emptySince)))
    .orderBy(asc(unitConsents.emptySince))
    .limit(limit)
  const named = (of: StepOf['of'], rows: typeof asked) =>
    rows.flatMap(({ since, ...row }) => (since ? [{ of, ...row, since }] : []))
  return [...named('recommendation', asked), ...named('review', reviewing), ...named('unit_consent', consenting)]
}

/** Gives a step to other posts, or back to those it was planned for, where `raisedFrom` is null; somebody can take it there. */
export function moveStep(tx: Tx, step: StepOf, to: PostAt, raisedFrom: PostAt | null): Promise<void> {
  return changeStep(tx, step, { ...owned({ ...to, raisedFrom }), emptySince: null })
}

/** Writes whose a step is; since when nobody can be asked to take it stays until somebody can. */
export function ownStep(tx: Tx, step: StepOf, to: OwnedStep): Promise<void> {
  return changeStep(tx, step, owned(to))
}

function owned({ unitId, positions, raisedFrom }: OwnedStep) {
  const from = raisedFrom && { unitId: raisedFrom.unitId, positions: [...raisedFrom.positions] }
  return { unitId, takenBy: { positions: [...positions] }, raisedFrom: from }
}

type Change = Partial<Pick<typeof recommendationSteps.$inferInsert, 'unitId' | 'takenBy' | 'raisedFrom' | 'emptySince'>>

async function changeStep(tx: Tx, step: StepOf, change: Change): Promise<void> {
  const { table, where } = placeOf(step)
  await tx.update(table).set(change).where(where)
}

/** Where a step is kept. */
function placeOf({ of, id, round, no }: StepOf) {
  switch (of) {
    case 'recommendation': {
      const { recommendationId, round: itsRound, no: itsNo } = recommendationSteps
      return { table: recommendationSteps, where: and(eq(recommendationId, id), eq(itsRound, round), eq(itsNo, no)) }
    }
    case 'review':
      return {
        table: reviewSteps,
        where: and(eq(reviewSteps.reviewId, id), eq(reviewSteps.round, round), eq(reviewSteps.no, no)),
      }
    default:
      return { table: unitConsents, where: and(eq(unitConsents.proposalId, id), eq(unitConsents.no, no)) }
  }
}
