import type { Article } from '../article.ts'
import { articleOfCategory, type Category } from '../client/category.ts'
import { trimName } from '../client/name.ts'
import { principalOf } from '../organisation/principal.ts'
import type { Standing } from '../organisation/standing.ts'
import { type Refusal, refuse } from '../refusal.ts'
import {
  isDeciding,
  type Outcome,
  openReviewStep,
  outcomesOfTier,
  proposed,
  type Review,
  type ReviewStep,
  type ReviewVerdict,
} from './review.ts'

/** Article of every decision on a client that is reviewed. */
export const reviewArticle: Article = '13'

/** What one person says in one step. */
export interface ReviewRequest {
  readonly round: number
  readonly stepNo: number
  readonly verdict: ReviewVerdict
  readonly reason: string | null
  readonly category: Category | null
  readonly nextReviewOn: string | null
}

/** An accepted say and where it leads. */
export interface ReviewDecided {
  readonly step: ReviewStep
  readonly request: ReviewRequest
  readonly inNameOf: number
  readonly next:
    | { readonly kind: 'step'; readonly step: ReviewStep }
    /** Back to whoever decides, in a new round. */
    | { readonly kind: 'back' }
    | {
        readonly kind: 'outcome'
        readonly outcome: Outcome
        readonly category: Category | null
        readonly nextReviewOn: string | null
      }
}

/**
 * Accepts or refuses what one person says in one step of a review (Art. 13): an opinion, the decision, or head office's
 * approval of a downgrade or an exit. A press meant for another round or a step already taken changes nothing.
 */
export function decideReview(
  review: Review,
  standing: Standing,
  request: ReviewRequest,
  formatTime: (at: Date) => string,
  today: string,
): ReviewDecided | Refusal {
  const stale = staleness(review, request, formatTime)
  if (stale) return stale
  const step = openReviewStep(review)
  if (!step || step.no !== request.stepNo) return refuse('review_not_open', { article: reviewArticle })
  const inNameOf = principalFor(review, step, standing)
  if (typeof inNameOf !== 'number') return inNameOf
  const wrong = wrongIn(review, step, request, today)
  return wrong ?? { step, request, inNameOf, next: nextOf(review, step, request) }
}

/** Whether the step is this person's to take, in whosever name. */
export function mayTakeStep(review: Review, step: ReviewStep, standing: Standing): boolean {
  return typeof principalFor(review, step, standing) === 'number'
}

function principalFor(review: Review, step: ReviewStep, standing: Standing): number | Refusal {
  return principalOf({ ...review, article: reviewArticle }, step, standing)
}

function staleness(review: Review, { round, stepNo }: ReviewRequest, formatTime: (at: Date) => string): Refusal | null {
  const taken = review.voices.find((voice) => voice.round === round && voice.stepNo === stepNo)
  if (taken)
    return refuse('review_step_taken', {
      params: { verdict: taken.verdict, name: taken.deciderName, at: formatTime(taken.decidedAt) },
    })
  if (review.state !== 'open' || round !== review.round) return refuse('review_not_open', { article: reviewArticle })
  return null
}

function wrongIn(review: Review, step: ReviewStep, request: ReviewRequest, today: string): Refusal | null {
  const { verdict, category, nextReviewOn } = request
  if (step.kind === 'head_office_confirms') {
    if (verdict === 'returned') return hasReason(request)
    return verdict === proposed(review)?.verdict ? null : refuse('outcome_not_of_tier', { article: reviewArticle })
  }
  if (!(outcomesOfTier[review.tier] as readonly string[]).includes(verdict))
    return refuse('outcome_not_of_tier', { article: reviewArticle })
  if (isDeciding(step.kind) && verdict === 'downgrade' && (!category || !articleOfCategory('regional', category)))
    return refuse('category_not_of_tier', { article: '9', field: 'category' })
  if (nextReviewOn !== null && nextReviewOn <= today) return refuse('date_not_ahead', { field: 'nextReviewOn' })
  return hasReason(request)
}

function hasReason({ reason }: ReviewRequest): Refusal | null {
  return trimName(reason ?? '') === '' ? refuse('reason_required', { field: 'reason' }) : null
}

function nextOf(review: Review, step: ReviewStep, request: ReviewRequest): ReviewDecided['next'] {
  const { verdict } = request
  if (verdict === 'returned') return { kind: 'back' }
  const following = review.steps.find((other) => other.no > step.no && other.state === 'waiting')
  // Head office's approval is asked for what takes something from the client, not for what keeps it (the guideline's table).
  const needed = following && !(following.kind === 'head_office_confirms' && verdict === 'retain')
  if (needed) return { kind: 'step', step: following }
  const decision = isDeciding(step.kind) ? request : proposed(review)
  return {
    kind: 'outcome',
    outcome: verdict,
    category: decision?.category ?? null,
    nextReviewOn: decision?.nextReviewOn ?? null,
  }
}
