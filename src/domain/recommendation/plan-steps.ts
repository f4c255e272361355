import type { Policy } from '../../policy.ts'
import type { Position } from '../organisation/position.ts'
import { holdsPost, type Standing } from '../organisation/standing.ts'
import type { Unit } from '../organisation/unit.ts'
import type { SkipReason, Step } from './recommendation.ts'
import { levelOfStep, type RouteName, routes, type StepKind } from './routes.ts'

export interface RouteStart {
  readonly route: RouteName
  /** The unit that begins it. */
  readonly beganAt: Unit
  /** The branch that endorses, designates or co-signs, into whose register the client goes: that of the lead unit. */
  readonly branchId: number | null
  readonly headOfficeId: number
  readonly submitter: Standing
}

/**
 * The steps of one round, in order, with the first one open (Art. 8, 10). A step that the guideline or the policy leaves
 * out stands in the record as skipped with its reason; the positions are the policy's as of now.
 */
export function planSteps(start: RouteStart, policy: Policy): Step[] {
  const kinds = routes[start.route].steps.filter(
    (kind) => kind !== 'sub_branch_endorses' || start.beganAt.level === 'sub_branch',
  )
  const planned = kinds.map((kind, index) => planStep(kind, index + 1, start, policy))
  const first = planned.findIndex((step) => step.state === 'waiting')
  return planned.map((step, index) => (index === first ? { ...step, state: 'open' as const } : step))
}

function planStep(kind: StepKind, no: number, start: RouteStart, policy: Policy): Step {
  const unitId = unitOfStep(kind, start)
  const skipReason = skipReasonOf(kind, unitId, start, policy)
  return {
    no,
    kind,
    unitId,
    positions: positionsOf(kind, unitId, start.submitter, policy),
    state: skipReason ? 'skipped' : 'waiting',
    skipReason,
    raisedFrom: null,
  }
}

function unitOfStep(kind: StepKind, start: RouteStart): number {
  const level = levelOfStep[kind]
  if (level === 'head_office') return start.headOfficeId
  if (level === 'sub_branch') return start.beganAt.id
  if (start.branchId === null) throw new Error(`route ${start.route} has a branch step and no branch`)
  return start.branchId
}

function skipReasonOf(kind: StepKind, unitId: number, start: RouteStart, policy: Policy): SkipReason | null {
  if (kind === 'sub_branch_endorses' && holdsPost(start.submitter.posts, ['sub_branch_president'], unitId))
    return 'submitter_is_president'
  if (kind === 'head_office_approves' && !policy.headOfficePresidentDecides) return 'policy_off'
  return null
}

/** Where the branch president submitted, another branch officer decides in that step: four eyes, never a step less. */
export function positionsOf(
  kind: StepKind,
  unitId: number,
  submitter: Pick<Standing, 'posts'>,
  policy: Policy,
): readonly Position[] {
  const ordinary = policy.stepPositions[kind] ?? []
  const presidentSubmitted = levelOfStep[kind] === 'branch' && holdsPost(submitter.posts, ['branch_president'], unitId)
  return presidentSubmitted && ordinary.length > 0 ? policy.branchFourEyes : ordinary
}
