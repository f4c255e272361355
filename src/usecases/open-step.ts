import type { Tx } from '../../db/connection.ts'
import type { StepOf } from '../../db/queries/empty-steps.ts'
import { lockRecommendation } from '../../db/queries/recommendation.ts'
import { lockReview } from '../../db/queries/review.ts'
import type { PostAt } from '../domain/organisation/post-above.ts'
import type { Standing } from '../domain/organisation/standing.ts'
import { mayBeAsked } from '../domain/recommendation/ask.ts'
import { openStep } from '../domain/recommendation/recommendation.ts'
import { mayTakeStep } from '../domain/review/decide-review.ts'
import { openReviewStep } from '../domain/review/review.ts'
import { entitledTo } from './entitled.ts'

/** The step that waits in a recommendation or a review, held until the transaction ends. */
export interface OpenStep {
  readonly kind: string
  readonly round: number
  readonly no: number
  /** Whose it is to take. */
  readonly post: PostAt
  readonly raisedFrom: PostAt | null
  /** Who could take it at a post on a day. */
  entitled(at: PostAt, today: string): Promise<number[]>
}

/** Reads and holds it; null where nothing waits, or, with round and number given, where another step does by now. */
export async function openStepOf(
  tx: Tx,
  { of, id, round, no }: Pick<StepOf, 'of' | 'id'> & Partial<StepOf>,
): Promise<OpenStep | null> {
  const open = of === 'recommendation' ? await ofRecommendation(tx, id) : await ofReview(tx, id)
  if (!open || (round !== undefined && (open.round !== round || open.no !== no))) return null
  return open
}

async function ofRecommendation(tx: Tx, id: number): Promise<OpenStep | null> {
  const recommendation = (await lockRecommendation(tx, id))?.recommendation
  const step = recommendation && openStep(recommendation)
  if (!step || recommendation.state !== 'submitted') return null
  const may = (at: PostAt) => (standing: Standing) => mayBeAsked(recommendation, { ...step, ...at }, standing)
  return described(tx, step, recommendation.round, may)
}

async function ofReview(tx: Tx, id: number): Promise<OpenStep | null> {
  const review = (await lockReview(tx, id))?.review
  const step = review && openReviewStep(review)
  if (!step || review.state !== 'open') return null
  const may = (at: PostAt) => (standing: Standing) => mayTakeStep(review, { ...step, ...at }, standing)
  return described(tx, step, review.round, may)
}

function described(
  tx: Tx,
  step: { kind: string; no: number; raisedFrom: PostAt | null } & PostAt,
  round: number,
  may: (at: PostAt) => (standing: Standing) => boolean,
): OpenStep {
  const { kind, no, unitId, positions, raisedFrom } = step
  return {
    kind,
    no,
    round,
    post: { unitId, positions },
    raisedFrom,
    entitled: (at, today) => entitledTo(tx, { kind, ...at }, today, may(at)),
  }
}
