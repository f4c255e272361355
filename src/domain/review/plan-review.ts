import type { Policy } from '../../policy.ts'
import type { Tier } from '../client/category.ts'
import type { Position } from '../organisation/position.ts'
import { holdsPost, type Standing } from '../organisation/standing.ts'
import type { Unit } from '../organisation/unit.ts'
import { levelOfReviewStep, type ReviewSkipReason, type ReviewStep, type ReviewStepKind } from './review.ts'

export interface ReviewStart {
  readonly tier: Tier
  readonly leadUnit: Unit
  readonly headOfficeId: number
  /** Who asked for it; null where its date did. */
  readonly submitter: Standing | null
}

const stepsOfTier: Record<Tier, readonly ReviewStepKind[]> = {
  regional: ['sub_branch_opinion', 'branch_reviews'],
  bank_wide: ['branch_opinion', 'corporate_reviews', 'head_office_confirms'],
}

/** The steps of a review in order, with the first one open (the guideline's table of decisions). */
export function planReview(start: ReviewStart, policy: Policy): ReviewStep[] {
  const planned = stepsOfTier[start.tier].map((kind, index) => planStep(kind, index + 1, start, policy))
  const first = planned.findIndex((step) => step.state === 'waiting')
  return planned.map((step, index) => (index === first ? { ...step, state: 'open' as const } : step))
}

/** A step that nobody could ever take under the settings, for which a review is not opened; if any. */
export function nobodysStep(steps: readonly ReviewStep[]): ReviewStep | undefined {
  return steps.find((step) => step.state !== 'skipped' && step.positions.length === 0)
}

function planStep(kind: ReviewStepKind, no: number, start: ReviewStart, policy: Policy): ReviewStep {
  const unitId = unitOf(kind, start)
  const skipReason = skipReasonOf(kind, start, policy)
  const positions = positionsOf(kind, unitId, start.submitter, policy)
  return { no, kind, unitId, positions, state: skipReason ? 'skipped' : 'waiting', skipReason, raisedFrom: null }
}

function unitOf(kind: ReviewStepKind, { leadUnit, headOfficeId }: ReviewStart): number {
  const level = levelOfReviewStep[kind]
  if (level === 'head_office') return headOfficeId
  return level === 'branch' ? (leadUnit.branchId ?? leadUnit.id) : leadUnit.id
}

/** Where a branch leads the client itself there is no sub-branch to hear. */
function skipReasonOf(kind: ReviewStepKind, { leadUnit }: ReviewStart, policy: Policy): ReviewSkipReason | null {
  if (kind === 'sub_branch_opinion' && leadUnit.level !== 'sub_branch') return 'branch_leads'
  if (kind === 'head_office_confirms' && !policy.headOfficePresidentDecides) return 'policy_off'
  return null
}

/** Who asked for the review takes none of its steps: where that is the branch president, another branch officer does. */
export function positionsOf(
  kind: ReviewStepKind,
  unitId: number,
  submitter: Pick<Standing, 'posts'> | null,
  policy: Policy,
): readonly Position[] {
  const ordinary = policy.reviewPositions[kind] ?? []
  const presidentAsked =
    levelOfReviewStep[kind] === 'branch' &&
    submitter !== null &&
    holdsPost(submitter.posts, ['branch_president'], unitId)
  return presidentAsked && ordinary.length > 0 ? policy.branchFourEyes : ordinary
}
