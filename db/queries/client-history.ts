import { and, desc, eq, ne, sql } from 'drizzle-orm'
import type { Tier } from '../../src/domain/client/category.ts'
import type { RecommendationState } from '../../src/domain/recommendation/recommendation.ts'
import type { Outcome } from '../../src/domain/review/review.ts'
import type { Tx } from '../connection.ts'
import { recommendations } from '../schema/recommendations.ts'
import { reviews } from '../schema/reviews.ts'

/** What was recommended or reviewed of a client, and what came of it. */
export type ClientMatter =
  | {
      readonly kind: 'recommendation'
      readonly id: number
      readonly begunAt: Date
      readonly tier: Tier
      readonly state: RecommendationState
      readonly closedAt: Date | null
    }
  | {
      readonly kind: 'review'
      readonly id: number
      readonly begunAt: Date
      readonly tier: Tier
      /** Null while it is under way. */
      readonly outcome: Outcome | null
      readonly closedAt: Date | null
    }

/** A client's recommendations and reviews, newest first; a draft is nobody's business but its author's. */
export async function clientHistory(tx: Tx, clientId: number, limit: number): Promise<ClientMatter[]> {
  const recommended = await tx
    .select({
      kind: sql<'recommendation'>`'recommendation'`,
      id: recommendations.id,
      begunAt: recommendations.submittedAt,
      tier: recommendations.tier,
      state: recommendations.state,
      closedAt: recommendations.closedAt,
    })
    .from(recommendations)
    .where(and(eq(recommendations.clientId, clientId), ne(recommendations.state, 'draft')))
    .orderBy(desc(recommendations.id))
    .limit(limit)
  const reviewed = await tx
    .select({
      kind: sql<'review'>`'review'`,
      id: reviews.id,
      begunAt: reviews.openedAt,
      tier: reviews.tier,
      outcome: reviews.outcome,
      closedAt: reviews.closedAt,
    })
    .from(reviews)
    .where(eq(reviews.clientId, clientId))
    .orderBy(desc(reviews.id))
    .limit(limit)
  return [...recommended, ...reviewed]
    .flatMap((one) =>
      one.begunAt && one.tier ? [{ ...one, begunAt: one.begunAt, tier: one.tier } as ClientMatter] : [],
    )
    .sort((a, b) => b.begunAt.getTime() - a.begunAt.getTime())
    .slice(0, limit)
}
