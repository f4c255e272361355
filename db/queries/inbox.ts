import { and, desc, eq, isNull, ne, or, sql } from 'drizzle-orm'
import { postsInHand, type Standing } from '../../src/domain/organisation/standing.ts'
import type { Verdict } from '../../src/domain/recommendation/recommendation.ts'
import type { StepKind } from '../../src/domain/recommendation/routes.ts'
import type { Tx } from '../connection.ts'
import { clients } from '../schema/clients.ts'
import { deadlines } from '../schema/deadlines.ts'
import { people } from '../schema/people.ts'
import { recommendationDecisions } from '../schema/recommendation-decisions.ts'
import { recommendationSteps } from '../schema/recommendation-steps.ts'
import { recommendations } from '../schema/recommendations.ts'

const itemColumns = {
  id: recommendations.id,
  state: recommendations.state,
  tier: recommendations.tier,
  clientName: clients.shortName,
  submitterName: people.name,
  submittedBy: recommendations.submittedBy,
  round: recommendations.round,
  submittedAt: recommendations.submittedAt,
}

const stepColumns = {
  stepNo: recommendationSteps.no,
  stepKind: recommendationSteps.kind,
  since: recommendationSteps.openedAt,
}

/** A recommendation in somebody's list. `stepNo`, `stepKind` and `since` belong to the open step, where there is one. */
export interface InboxItem {
  readonly id: number
  readonly state: string
  readonly tier: string | null
  readonly clientName: string
  readonly submitterName: string
  readonly round: number
  readonly stepNo: number | null
  readonly stepKind: StepKind | null
  /** What the person themselves last decided on it, in the list of what they decided. */
  readonly verdict: Verdict | null
  readonly since: Date | null
  /** The bank's date on which the open step is due, in the list of what waits. */
  readonly dueOn: string | null
}

/** Open steps at the units where the person, or whom they stand in for, holds the post: first due first. */
export async function waitingFor(tx: Tx, standing: Standing, limit: number): Promise<InboxItem[]> {
  const posts = postsInHand(standing)
  if (posts.length === 0) return []
  const atMyPost = or(
    ...posts.map((post) =>
      and(
        eq(recommendationSteps.unitId, post.unit.id),
        sql`${recommendationSteps.takenBy} -> 'positions' ? ${post.position}`,
      ),
    ),
  )
  const rows = await tx
    .select({ ...itemColumns, ...stepColumns, dueOn: deadlines.dueOn })
    .from(recommendationSteps)
    .innerJoin(recommendations, eq(recommendations.id, recommendationSteps.recommendationId))
    .innerJoin(clients, eq(clients.id, recommendations.clientId))
    .innerJoin(people, eq(people.id, recommendations.submittedBy))
    .leftJoin(
      deadlines,
      and(
        eq(deadlines.kind, 'recommendation_step'),
        eq(deadlines.itemId, recommendations.id),
        eq(deadlines.round, recommendationSteps.round),
        eq(deadlines.stepNo, recommendationSteps.no),
      ),
    )
    .where(
      and(
        eq(recommendationSteps.state, 'open'),
        eq(recommendations.state, 'submitted'),
        ne(recommendations.submittedBy, standing.personId),
        atMyPost,
      ),
    )
    .orderBy(sql`${deadlines.dueAt} nulls last`, recommendationSteps.openedAt)
    .limit(limit)
  return rows.map((row) => ({ ...row, verdict: null }))
}

/** What the person answers for, having submitted it or taken it over: what still moves first, then the newest. */
export async function startedBy(tx: Tx, personId: number, limit: number): Promise<InboxItem[]> {
  const rows = await tx
    .select({ ...itemColumns, ...stepColumns })
    .from(recommendations)
    .innerJoin(clients, eq(clients.id, recommendations.clientId))
    .innerJoin(people, eq(people.id, recommendations.submittedBy))
    .leftJoin(
      recommendationSteps,
      and(eq(recommendationSteps.recommendationId, recommendations.id), eq(recommendationSteps.state, 'open')),
    )
    .where(
      and(
        or(
          and(eq(recommendations.submittedBy, personId), isNull(recommendations.takenOverBy)),
          eq(recommendations.takenOverBy, personId),
        ),
        ne(recommendations.state, 'draft'),
      ),
    )
    .orderBy(sql`${recommendations.state} not in ('submitted', 'returned')`, desc(recommendations.id))
    .limit(limit)
  return rows.map((row) => ({ ...row, verdict: null, dueOn: null, since: row.since ?? row.submittedAt }))
}

/** What the person decided, newest first, once a recommendation. */
export async function decidedBy(tx: Tx, personId: number, limit: number): Promise<InboxItem[]> {
  const mine = tx
    .select({
      recommendationId: recommendationDecisions.recommendationId,
      at: sql<string>`max(${recommendationDecisions.decidedAt})`.as('at'),
      verdict:
        sql<Verdict>`(array_agg(${recommendationDecisions.verdict} order by ${recommendationDecisions.decidedAt} desc))[1]`.as(
          'verdict',
        ),
    })
    .from(recommendationDecisions)
    .where(eq(recommendationDecisions.decidedBy, personId))
    .groupBy(recommendationDecisions.recommendationId)
    .as('mine')
  const rows = await tx
    .select({ ...itemColumns, at: mine.at, verdict: mine.verdict })
    .from(mine)
    .innerJoin(recommendations, eq(recommendations.id, mine.recommendationId))
    .innerJoin(clients, eq(clients.id, recommendations.clientId))
    .innerJoin(people, eq(people.id, recommendations.submittedBy))
    .orderBy(desc(mine.at))
    .limit(limit)
  return rows.map((row) => ({ ...row, stepNo: null, stepKind: null, dueOn: null, since: new Date(row.at) }))
}
