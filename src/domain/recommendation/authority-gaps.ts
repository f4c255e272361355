import type { Policy } from '../../policy.ts'
import { type ReviewStepKind, reviewStepKinds } from '../review/review.ts'
import { type RouteName, routeNames, type StepKind, stepKinds } from './routes.ts'

/** What nobody may do under the bank's settings. Missing and empty mean the same: nobody, never everybody (B04). */
export interface AuthorityGaps {
  /** Steps that no post takes: a recommendation or a review would wait there for ever. */
  readonly steps: readonly (StepKind | ReviewStepKind)[]
  /** Routes that no post begins. */
  readonly routes: readonly RouteName[]
  /** Nobody at a branch decides what its president recommends. */
  readonly fourEyes: boolean
}

/** Reads the gaps off a policy; null where there is none. */
export function authorityGaps(policy: Policy): AuthorityGaps | null {
  const needed = stepKinds.filter((kind) => kind !== 'head_office_approves' || policy.headOfficePresidentDecides)
  const reviewing = reviewStepKinds.filter(
    (kind) => kind !== 'head_office_confirms' || policy.headOfficePresidentDecides,
  )
  const gaps = {
    steps: [
      ...needed.filter((kind) => !policy.stepPositions[kind]?.length),
      ...reviewing.filter((kind) => !policy.reviewPositions[kind]?.length),
    ],
    routes: routeNames.filter((route) => !policy.initiators[route]?.length),
    fourEyes: policy.branchFourEyes.length === 0,
  }
  return gaps.fourEyes || gaps.steps.length + gaps.routes.length > 0 ? gaps : null
}
