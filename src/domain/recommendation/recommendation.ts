import type { Category, Tier } from '../client/category.ts'
import type { KeyDimension } from '../client/client.ts'
import type { CriteriaValues } from '../criteria/criteria.ts'
import type { Position } from '../organisation/position.ts'
import type { PostAt } from '../organisation/post-above.ts'
import type { RouteName, StepKind } from './routes.ts'

/** Life of a recommendation (推荐上报). */
export const recommendationStates = ['draft', 'submitted', 'returned', 'approved', 'rejected', 'withdrawn'] as const

export type RecommendationState = (typeof recommendationStates)[number]

/** A first designation, or a regional client's way up to bank-wide. */
export const recommendationKinds = ['designation', 'upgrade'] as const

export type RecommendationKind = (typeof recommendationKinds)[number]

export const stepStates = ['waiting', 'open', 'approved', 'returned', 'rejected', 'skipped', 'closed'] as const

export type StepState = (typeof stepStates)[number]

export const verdicts = ['approved', 'returned', 'rejected'] as const

export type Verdict = (typeof verdicts)[number]

/** Why a step is part of the record although nobody took it; never to be read as an approval. */
export const skipReasons = ['submitter_is_president', 'policy_off'] as const

export type SkipReason = (typeof skipReasons)[number]

export interface Step {
  readonly no: number
  readonly kind: StepKind
  readonly unitId: number
  /** Who may take it, as the policy stood when the round began; empty means nobody. */
  readonly positions: readonly Position[]
  readonly state: StepState
  readonly skipReason: SkipReason | null
  /** Whose it was planned to be, where it went up a level because nobody held that post. */
  readonly raisedFrom: PostAt | null
}

/** One person's decision on one step; `inNameOf` is the absent person where a deputy decided, else the same person. */
export interface Decision {
  readonly round: number
  readonly stepNo: number
  readonly stepKind: StepKind
  readonly verdict: Verdict
  readonly decidedBy: number
  readonly deciderName: string
  readonly inNameOf: number
  readonly principalName: string
  readonly decidedAt: Date
  readonly reason: string | null
}

/** What the recommending unit says of the client; exactly what the deciders judge. */
export interface Submission {
  readonly tier: Tier
  readonly category: Category
  readonly leadUnitId: number
  readonly keyDimensions: readonly KeyDimension[]
  readonly industry: string
  readonly region: string
  readonly reason: string
  readonly criteriaValues: CriteriaValues
}

/** Somebody who answers for a recommendation in the place of one who left. */
export interface Taker {
  readonly personId: number
  readonly name: string
}

/** What deciding needs to know of a recommendation, read under its row lock. */
export interface Recommendation {
  readonly id: number
  readonly state: RecommendationState
  readonly round: number
  readonly kind: RecommendationKind
  readonly route: RouteName
  readonly submittedBy: number
  readonly submitterName: string
  /** Who took it over, in order, each because whoever answered for it until then had left. */
  readonly takers: readonly Taker[]
  readonly steps: readonly Step[]
  /** Of all rounds. */
  readonly decisions: readonly Decision[]
}

/** The step that waits for somebody, if any. */
export function openStep(recommendation: Pick<Recommendation, 'steps'>): Step | undefined {
  return recommendation.steps.find((step) => step.state === 'open')
}

/** Whether a step is the last one that anybody takes: its approval designates the client. */
export function isLastStep(recommendation: Pick<Recommendation, 'steps'>, step: Step): boolean {
  return !recommendation.steps.some((other) => other.no > step.no && other.state === 'waiting')
}
