import type { Position } from '../organisation/position.ts'
import type { StepKind } from '../recommendation/routes.ts'
import type { ReviewStepKind } from '../review/review.ts'
import type { UnitConsentKind } from '../team/unit-proposal.ts'
import type { DeadlineKind } from './deadline.ts'

/** Something that somebody is reminded of and that still waits. */
export interface Reminded {
  readonly deadlineId: number
  readonly kind: DeadlineKind
  /** The client, the review, the recommendation or the proposal about a unit. */
  readonly itemId: number
  readonly round: number
  readonly stepNo: number
  /** Null for the date of a review, which has no step yet. */
  readonly step: StepKind | ReviewStepKind | UnitConsentKind | null
  readonly clientId: number
  readonly clientName: string
  /** Whose move it is; of the date of a review, who prepares it at the lead unit. */
  readonly unitId: number
  readonly positions: readonly Position[]
  readonly unitName: string
  /** The client's lead client manager, where it is the date of a review; null for a step. */
  readonly managerId: number | null
  readonly dueOn: string
  readonly handlerId: number | null
  readonly handlerName: string | null
}
