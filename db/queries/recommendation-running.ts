import { and, asc, count, eq, type SQL } from 'drizzle-orm'
import type { Tier } from '../../src/domain/client/category.ts'
import type { StepKind } from '../../src/domain/recommendation/routes.ts'
import type { Tx } from '../connection.ts'
import { clients } from '../schema/clients.ts'
import { recommendationSteps } from '../schema/recommendation-steps.ts'
import { recommendations } from '../schema/recommendations.ts'
import { reviews } from '../schema/reviews.ts'

/** A recommendation under approval: at which step, and under which versions. */
export interface Running {
  readonly id: number
  readonly client: string
  readonly step: StepKind
  readonly criteriaVersionId: number | null
  readonly policyVersionId: number | null
}

/** What is on its way under earlier versions: the oldest recommendations, how many in all, and how many reviews. */
export interface UnderWay {
  readonly running: readonly Running[]
  readonly recommendations: number
  readonly reviews: number
}

/** What is on its way; of one tier, or of both. */
export async function underWay(tx: Tx, tier: Tier | null, limit: number): Promise<UnderWay> {
  const submitted = and(eq(recommendations.state, 'submitted'), ofTier(tier, recommendations.tier))
  const [all] = await tx.select({ n: count() }).from(recommendations).where(submitted)
  const open = and(eq(reviews.state, 'open'), ofTier(tier, reviews.tier))
  const [reviewed] = await tx.select({ n: count() }).from(reviews).where(open)
  const running = await tx
    .select({
      id: recommendations.id,
      client: clients.shortName,
      step: recommendationSteps.kind,
      criteriaVersionId: recommendations.criteriaVersionId,
      policyVersionId: recommendations.policyVersionId,
    })
    .from(recommendations)
    .innerJoin(clients, eq(clients.id, recommendations.clientId))
    .innerJoin(
      recommendationSteps,
      and(eq(recommendationSteps.recommendationId, recommendations.id), eq(recommendationSteps.state, 'open')),
    )
    .where(submitted)
    .orderBy(asc(recommendations.id))
    .limit(limit)
  return { running, recommendations: all?.n ?? 0, reviews: reviewed?.n ?? 0 }
}

function ofTier(tier: Tier | null, column: typeof recommendations.tier | typeof reviews.tier): SQL | undefined {
  return tier === null ? undefined : eq(column, tier)
}
