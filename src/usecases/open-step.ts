import type { Tx } from '../../db/connection.ts'
import { moveStep, type StepOf } from '../../db/queries/empty-steps.ts'
import { lockRecommendation } from '../../db/queries/recommendation.ts'
import { lockReview } from '../../db/queries/review.ts'
import { holdUnitProposal } from '../../db/queries/unit-proposal.ts'
import type { Happening } from '../domain/event.ts'
import type { PostAt } from '../domain/organisation/post-above.ts'
import type { Standing } from '../domain/organisation/standing.ts'
import { mayBeAsked } from '../domain/recommendation/ask.ts'
import { openStep } from '../domain/recommendation/recommendation.ts'
import { mayTakeStep } from '../domain/review/decide-review.ts'
import { openReviewStep } from '../domain/review/review.ts'
import { mayConsent } from '../domain/team/unit-proposal.ts'
import { entitledTo } from './entitled.ts'

/** The step that waits in a recommendation or a review, or a consent of a unit proposal, held until the transaction ends. */
export interface OpenStep {
  readonly kind: string
  readonly round: number
  readonly no: number
  /** Whose it is to take. */
  readonly post: PostAt
  readonly raisedFrom: PostAt | null
  /** What its going up is called. */
  readonly raised: Happening
  /** Who could take it at a post on a day. */
  entitled(at: PostAt, today: string): Promise<number[]>
}

/**
 * Reads and holds it; null where nothing waits, or, with round and number given, where another step does by now. Of a unit
 * proposal, whose consents wait side by side, the number has to be given.
 */
export async function openStepOf(
  tx: Tx,
  { of, id, round, no }: Pick<StepOf, 'of' | 'id'> & Partial<StepOf>,
): Promise<OpenStep | null> {
  const open = await openOf(tx, of, id, no)
  if (!open || (round !== undefined && (open.round !== round || open.no !== no))) return null
  return open
}

function openOf(tx: Tx, of: StepOf['of'], id: number, no: number | undefined): Promise<OpenStep | null> {
  if (of === 'recommendation') return ofRecommendation(tx, id)
  return of === 'review' ? ofReview(tx, id) : ofUnitProposal(tx, id, no)
}

/** A step that went up comes back to whose it was as soon as somebody can take it there; whose it is then. */
export async function backHome(
  tx: Tx,
  step: StepOf,
  { post, raisedFrom, entitled }: OpenStep,
  today: string,
): Promise<PostAt> {
  if (!raisedFrom || (await entitled(raisedFrom, today)).length === 0) return post
  await moveStep(tx, step, raisedFrom, null)
  return raisedFrom
}

async function ofRecommendation(tx: Tx, id: number): Promise<OpenStep | null> {
  const recommendation = (await lockRecommendation(tx, id))?.recommendation
  const step = recommendation && openStep(recommendation)
  if (!step || recommendation.state !== 'submitted') return null
  const may = (at: PostAt) => (standing: Standing) => mayBeAsked(recommendation, { ...step, ...at }, standing)
  return described(tx, step, recommendation.round, { type: 'step_raised', recommendationId: id }, may)
}

async function ofReview(tx: Tx, id: number): Promise<OpenStep | null> {
  const review = (await lockReview(tx, id))?.review
  const step = review && openReviewStep(review)
  if (!step || review.state !== 'open') return null
  const may = (at: PostAt) => (standing: Standing) => mayTakeStep(review, { ...step, ...at }, standing)
  return described(tx, step, review.round, { type: 'review_step_raised', reviewId: id }, may)
}

async function ofUnitProposal(tx: Tx, id: number, no: number | undefined): Promise<OpenStep | null> {
  const proposal = (await holdUnitProposal(tx, id))?.proposal
  const consent = proposal?.consents.find((one) => one.no === no)
  if (proposal?.state !== 'open' || consent?.state !== 'open') return null
  const may = (at: PostAt) => (standing: Standing) => mayConsent(proposal, { ...consent, ...at }, standing)
  const { clientId } = proposal
  return described(tx, consent, 1, { type: 'unit_consent_raised', clientId, proposalId: id }, may)
}

function described(
  tx: Tx,
  step: { kind: string; no: number; raisedFrom: PostAt | null } & PostAt,
  round: number,
  raised: Happening,
  may: (at: PostAt) => (standing: Standing) => boolean,
): OpenStep {
  const { kind, no, unitId, positions, raisedFrom } = step
  return {
    kind,
    no,
    round,
    post: { unitId, positions },
    raisedFrom,
    raised,
    entitled: (at, today) => entitledTo(tx, { kind, ...at }, today, may(at)),
  }
}
