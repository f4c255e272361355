import { and, asc, eq, ne, or, sql } from 'drizzle-orm'
import { postsInHand, type Standing } from '../../src/domain/organisation/standing.ts'
import type { ReviewStepKind } from '../../src/domain/review/review.ts'
import type { Tx } from '../connection.ts'
import { clients } from '../schema/clients.ts'
import { deadlines } from '../schema/deadlines.ts'
import { reviewSteps } from '../schema/review-steps.ts'
import { reviews } from '../schema/reviews.ts'

/** A review that waits at somebody's posts. */
export interface WaitingReview {
  readonly id: number
  readonly tier: string
  readonly clientName: string
  readonly round: number
  readonly stepNo: number
  readonly stepKind: ReviewStepKind
  readonly since: Date | null
  /** The bank's date on which the step is due; null where no limit was set. */
  readonly dueOn: string | null
}

/** Open steps of reviews at the units where the person, or whom they stand in for, holds the post: first due first. */
export function reviewsWaitingFor(tx: Tx, standing: Standing, limit: number): Promise<WaitingReview[]> {
  const posts = postsInHand(standing)
  if (posts.length === 0) return Promise.resolve([])
  const atMyPost = or(
    ...posts.map((post) =>
      and(eq(reviewSteps.unitId, post.unit.id), sql`${reviewSteps.takenBy} -> 'positions' ? ${post.position}`),
    ),
  )
  return tx
    .select({
      id: reviews.id,
      tier: reviews.tier,
      clientName: clients.shortName,
      round: reviewSteps.round,
      stepNo: reviewSteps.no,
      stepKind: reviewSteps.kind,
      since: reviewSteps.openedAt,
      dueOn: deadlines.dueOn,
    })
    .from(reviewSteps)
    .innerJoin(reviews, eq(reviews.id, reviewSteps.reviewId))
    .innerJoin(clients, eq(clients.id, reviews.clientId))
    .leftJoin(
      deadlines,
      and(
        eq(deadlines.kind, 'review_step'),
        eq(deadlines.itemId, reviews.id),
        eq(deadlines.round, reviewSteps.round),
        eq(deadlines.stepNo, reviewSteps.no),
      ),
    )
    .where(
      and(
        eq(reviewSteps.state, 'open'),
        eq(reviews.state, 'open'),
        ne(sql`coalesce(${reviews.submittedBy}, 0)`, standing.personId),
        atMyPost,
      ),
    )
    .orderBy(sql`${deadlines.dueAt} nulls last`, asc(reviewSteps.openedAt), asc(reviews.id))
    .limit(limit)
}
