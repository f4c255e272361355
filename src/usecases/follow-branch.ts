import type { Tx } from '../../db/connection.ts'
import { type OutsideItsBranch, recommendationsOutside, reviewsOutside } from '../../db/queries/branch-steps.ts'
import { ownStep, type StepOf } from '../../db/queries/empty-steps.ts'
import { markUnits } from '../../db/queries/organisation-marks.ts'
import { lockRecommendation } from '../../db/queries/recommendation.ts'
import { lockReview } from '../../db/queries/review.ts'
import { policyVersion } from '../../db/queries/settings.ts'
import { standingOf } from '../../db/queries/standing.ts'
import { headOfficeId } from '../../db/queries/unit.ts'
import type { DomainEvent, Happening } from '../domain/event.ts'
import { type OwnedStep, ownedByBranch } from '../domain/organisation/branch-change.ts'
import type { Position } from '../domain/organisation/position.ts'
import type { UnitLevel } from '../domain/organisation/unit.ts'
import { positionsOf } from '../domain/recommendation/plan-steps.ts'
import { levelOfStep } from '../domain/recommendation/routes.ts'
import { recommenderOf } from '../domain/recommendation/take-over.ts'
import { positionsOf as reviewPositionsOf } from '../domain/review/plan-review.ts'
import { levelOfReviewStep } from '../domain/review/review.ts'
import type { Policy } from '../policy.ts'
import type { Moment } from './transact.ts'

/**
 * Gives the waiting steps of what these units lead to the branch that each belongs to now, in the transaction that gave it another
 * branch: it is the branch into whose register the client goes that decides (Art. 8, 10, 13). What was decided stays as it was
 * decided; a press that waits for the same row is judged by the new branch. Who is asked now and who no more is found, and told,
 * by whoever follows the organisation.
 */
export async function followBranch(tx: Tx, leadUnitIds: readonly number[], moment: Moment): Promise<DomainEvent[]> {
  if (leadUnitIds.length === 0) return []
  const headOffice = await headOfficeId(tx)
  const events: DomainEvent[] = []
  const followed = new Set<number>()
  const follow = async (one: OutsideItsBranch, matter: Matter | null) => {
    const event = matter && (await changeBranch(tx, matter, one.branchId, headOffice))
    if (event) events.push(event)
    if (event) followed.add(one.branchId)
  }
  for (const one of await recommendationsOutside(tx, leadUnitIds))
    await follow(one, await recommendation(tx, one.id, moment))
  for (const one of await reviewsOutside(tx, leadUnitIds)) await follow(one, await review(tx, one.id, moment))
  // The branch itself is as it was: no trigger sees that more waits there.
  if (followed.size > 0) await markUnits(tx, [...followed])
  return events
}

/** A recommendation or a review as far as whose its waiting steps are. */
interface Matter {
  readonly of: Pick<StepOf, 'of' | 'id' | 'round'>
  readonly happening: Happening
  readonly steps: readonly WaitingStep[]
}

interface WaitingStep extends OwnedStep {
  readonly no: number
  readonly kind: string
  readonly level: UnitLevel
  /** Who takes it at a branch. */
  positionsAt(branchId: number): readonly Position[]
}

async function recommendation(tx: Tx, id: number, { today }: Moment): Promise<Matter | null> {
  const loaded = await lockRecommendation(tx, id)
  if (loaded?.recommendation.state !== 'submitted') return null
  const { round, steps } = loaded.recommendation
  const submitter = await standingOf(tx, recommenderOf(loaded.recommendation), today)
  const policy = await settingsOf(tx, loaded.row.policyVersionId)
  return {
    of: { of: 'recommendation', id, round },
    happening: { type: 'step_changed_branch', recommendationId: id },
    steps: steps.filter(isWaiting).map((step) => ({
      ...step,
      level: levelOfStep[step.kind],
      positionsAt: (branchId) =>
        policy
          ? positionsOf(step.kind, branchId, submitter ?? { posts: [] }, policy)
          : (step.raisedFrom ?? step).positions,
    })),
  }
}

async function review(tx: Tx, id: number, { today }: Moment): Promise<Matter | null> {
  const loaded = await lockReview(tx, id)
  if (loaded?.review.state !== 'open') return null
  const { round, steps, submittedBy } = loaded.review
  const submitter = submittedBy === null ? null : await standingOf(tx, submittedBy, today)
  const policy = await settingsOf(tx, loaded.row.policyVersionId)
  return {
    of: { of: 'review', id, round },
    happening: { type: 'review_step_changed_branch', reviewId: id },
    steps: steps.filter(isWaiting).map((step) => ({
      ...step,
      level: levelOfReviewStep[step.kind],
      positionsAt: (branchId) =>
        policy ? reviewPositionsOf(step.kind, branchId, submitter, policy) : (step.raisedFrom ?? step).positions,
    })),
  }
}

function isWaiting({ state }: { readonly state: string }): boolean {
  return state === 'open' || state === 'waiting'
}

/** The settings under which it began; null where they cannot be read any more: the positions stay as they were planned. */
async function settingsOf(tx: Tx, id: number | null): Promise<Policy | null> {
  return id === null ? null : ((await policyVersion(tx, id))?.policy ?? null)
}

async function changeBranch(
  tx: Tx,
  { of, happening, steps }: Matter,
  branchId: number,
  headOffice: number,
): Promise<DomainEvent | null> {
  const before: unknown[] = []
  const after: unknown[] = []
  for (const step of steps) {
    const there = { unitId: branchId, positions: step.positionsAt(branchId) }
    const owned = ownedByBranch(step, step.level, there, headOffice)
    if (!owned) continue
    await ownStep(tx, { ...of, no: step.no }, owned)
    before.push(audited(step.kind, step))
    after.push(audited(step.kind, owned))
  }
  return after.length === 0 ? null : { happening, article: '2', before: { steps: before }, after: { steps: after } }
}

function audited(step: string, { unitId, positions, raisedFrom }: OwnedStep) {
  return { step, unitId, positions, raisedFrom }
}
