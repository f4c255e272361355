import type { Category, Tier } from '../client/category.ts'
import type { Position } from '../organisation/position.ts'
import type { PostAt } from '../organisation/post-above.ts'
import type { UnitLevel } from '../organisation/unit.ts'

/** Why an exit review (退出复审) was opened (Art. 13). */
export const reviewCauses = ['scheduled', 'asked_for', 'below_criteria', 'policy'] as const

export type ReviewCause = (typeof reviewCauses)[number]

/** What a review may lead to (Art. 13). */
export const outcomes = ['retain', 'downgrade', 'exit'] as const

export type Outcome = (typeof outcomes)[number]

/** A regional client has no tier below its own. */
export const outcomesOfTier = {
  bank_wide: ['retain', 'downgrade', 'exit'],
  regional: ['retain', 'exit'],
} as const satisfies Record<Tier, readonly Outcome[]>

/** Open until its outcome is carried out. */
export const reviewStates = ['open', 'decided'] as const

export type ReviewState = (typeof reviewStates)[number]

/** Steps of a review in the guideline's order: an opinion, the decision, and for downgrade and exit of a bank-wide client the approval. */
export const reviewStepKinds = [
  'sub_branch_opinion',
  'branch_opinion',
  'branch_reviews',
  'corporate_reviews',
  'head_office_confirms',
] as const

export type ReviewStepKind = (typeof reviewStepKinds)[number]

/** The level whose unit takes the step. */
export const levelOfReviewStep: Record<ReviewStepKind, UnitLevel> = {
  sub_branch_opinion: 'sub_branch',
  branch_opinion: 'branch',
  branch_reviews: 'branch',
  corporate_reviews: 'head_office',
  head_office_confirms: 'head_office',
}

/** The guideline's "Positions and authority" for reviews. */
export const defaultReviewPositions: Record<ReviewStepKind, readonly Position[]> = {
  sub_branch_opinion: ['sub_branch_president'],
  branch_opinion: ['branch_president'],
  branch_reviews: ['branch_president'],
  corporate_reviews: ['corporate_officer'],
  head_office_confirms: ['head_office_president'],
}

export const reviewStepStates = ['waiting', 'open', 'taken', 'skipped', 'closed'] as const

export type ReviewStepState = (typeof reviewStepStates)[number]

/** Why a step is part of the record although nobody took it. */
export const reviewSkipReasons = ['branch_leads', 'not_needed', 'policy_off'] as const

export type ReviewSkipReason = (typeof reviewSkipReasons)[number]

export interface ReviewStep {
  readonly no: number
  readonly kind: ReviewStepKind
  readonly unitId: number
  /** Who may take it, as the policy stood when the review was opened; empty means nobody. */
  readonly positions: readonly Position[]
  readonly state: ReviewStepState
  readonly skipReason: ReviewSkipReason | null
  /** Whose it was planned to be, where it went up a level because nobody held that post. */
  readonly raisedFrom: PostAt | null
}

/** What one person said in one step: for which outcome, and why. `returned` sends the decision back. */
export const reviewVerdicts = [...outcomes, 'returned'] as const

export type ReviewVerdict = (typeof reviewVerdicts)[number]

export interface ReviewVoice {
  readonly round: number
  readonly stepNo: number
  readonly stepKind: ReviewStepKind
  readonly verdict: ReviewVerdict
  /** An opinion or a decision has a reason; for `retain` it is the plan. */
  readonly reason: string | null
  /** The regional category that a downgraded client will have. */
  readonly category: Category | null
  /** The date that `retain` sets for the next review (ISO date). */
  readonly nextReviewOn: string | null
  readonly decidedBy: number
  readonly deciderName: string
  readonly inNameOf: number
  readonly principalName: string
  readonly decidedAt: Date
}

/** What deciding needs to know of a review, read under its row lock. */
export interface Review {
  readonly id: number
  readonly clientId: number
  readonly tier: Tier
  readonly state: ReviewState
  readonly round: number
  readonly cause: ReviewCause
  /** Null where it was opened by its date. */
  readonly submittedBy: number | null
  /** The policy review of which it is part, or null. */
  readonly policyReviewId: number | null
  readonly steps: readonly ReviewStep[]
  /** Of all rounds. */
  readonly voices: readonly ReviewVoice[]
}

/** The step that waits for somebody, if any. */
export function openReviewStep(review: Pick<Review, 'steps'>): ReviewStep | undefined {
  return review.steps.find((step) => step.state === 'open')
}

/** Whether what is said in the step decides, or is an opinion only. */
export function isDeciding(kind: ReviewStepKind): boolean {
  return kind === 'branch_reviews' || kind === 'corporate_reviews'
}

/** The decision of the round that waits for approval or was carried out, if any. */
export function proposed(review: Pick<Review, 'voices' | 'round'>): ReviewVoice | undefined {
  return review.voices.findLast((voice) => voice.round === review.round && isDeciding(voice.stepKind))
}
