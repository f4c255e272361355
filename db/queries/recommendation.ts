import { and, asc, eq, isNull } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Decision, Recommendation, Step } from '../../src/domain/recommendation/recommendation.ts'
import type { Tx } from '../connection.ts'
import { people } from '../schema/people.ts'
import { recommendationDecisions } from '../schema/recommendation-decisions.ts'
import { recommendationSteps } from '../schema/recommendation-steps.ts'
import { recommendations } from '../schema/recommendations.ts'
import { takersOf } from './take-over.ts'

export type RecommendationRow = typeof recommendations.$inferSelect

/** A submitted recommendation with its row; drafts are not among them. */
export interface LoadedRecommendation {
  readonly row: RecommendationRow
  readonly recommendation: Recommendation
}

/** Holds a recommendation's row, draft or not, until the transaction ends. */
export async function lockRow(tx: Tx, id: number): Promise<RecommendationRow | null> {
  const [row] = await tx.select().from(recommendations).where(eq(recommendations.id, id)).for('update')
  return row ?? null
}

/** The person's draft for a client, or their blank one; made where there is none. */
export async function draftFor(
  tx: Tx,
  personId: number,
  clientId: number | null,
  now: Date,
): Promise<RecommendationRow> {
  await tx
    .insert(recommendations)
    .values({ submittedBy: personId, clientId, createdAt: now, draft: clientId === null ? {} : { clientId } })
    .onConflictDoNothing()
  const [row] = await tx
    .select()
    .from(recommendations)
    .where(
      and(
        eq(recommendations.submittedBy, personId),
        eq(recommendations.state, 'draft'),
        clientId === null ? isNull(recommendations.clientId) : eq(recommendations.clientId, clientId),
      ),
    )
  if (!row) throw new Error('the draft was neither found nor made')
  return row
}

/** Keeps what was typed so far. */
export async function keepDraft(tx: Tx, id: number, draft: Record<string, unknown>): Promise<void> {
  await tx.update(recommendations).set({ draft }).where(eq(recommendations.id, id))
}

/** Reads a recommendation and holds its row until the transaction ends: everything that changes one begins here. */
export async function lockRecommendation(tx: Tx, id: number): Promise<LoadedRecommendation | null> {
  const row = await lockRow(tx, id)
  return row && loadRest(tx, row)
}

/** Reads a recommendation without holding it. */
export async function readRecommendation(tx: Tx, id: number): Promise<LoadedRecommendation | null> {
  const [row] = await tx.select().from(recommendations).where(eq(recommendations.id, id))
  return row ? loadRest(tx, row) : null
}

async function loadRest(tx: Tx, row: RecommendationRow): Promise<LoadedRecommendation | null> {
  if (row.state === 'draft' || !row.kind || !row.route) return null
  const [submitter] = await tx.select({ name: people.name }).from(people).where(eq(people.id, row.submittedBy))
  const recommendation: Recommendation = {
    id: row.id,
    state: row.state,
    round: row.round,
    kind: row.kind,
    route: row.route,
    submittedBy: row.submittedBy,
    submitterName: submitter?.name ?? '',
    takers: row.takenOverBy === null ? [] : await takersOf(tx, row.id),
    steps: await stepsOf(tx, row.id, row.round),
    decisions: await decisionsOf(tx, row.id),
  }
  return { row, recommendation }
}

async function stepsOf(tx: Tx, id: number, round: number): Promise<Step[]> {
  const rows = await tx
    .select()
    .from(recommendationSteps)
    .where(and(eq(recommendationSteps.recommendationId, id), eq(recommendationSteps.round, round)))
    .orderBy(asc(recommendationSteps.no))
  return rows.map((step) => ({
    no: step.no,
    kind: step.kind,
    unitId: step.unitId,
    positions: step.takenBy.positions,
    state: step.state,
    skipReason: step.skipReason,
    raisedFrom: step.raisedFrom,
  }))
}

async function decisionsOf(tx: Tx, id: number): Promise<Decision[]> {
  const decider = alias(people, 'decider')
  const principal = alias(people, 'principal')
  return tx
    .select({
      round: recommendationDecisions.round,
      stepNo: recommendationDecisions.stepNo,
      stepKind: recommendationDecisions.stepKind,
      verdict: recommendationDecisions.verdict,
      decidedBy: recommendationDecisions.decidedBy,
      deciderName: decider.name,
      inNameOf: recommendationDecisions.inNameOf,
      principalName: principal.name,
      decidedAt: recommendationDecisions.decidedAt,
      reason: recommendationDecisions.reason,
    })
    .from(recommendationDecisions)
    .innerJoin(decider, eq(decider.id, recommendationDecisions.decidedBy))
    .innerJoin(principal, eq(principal.id, recommendationDecisions.inNameOf))
    .where(eq(recommendationDecisions.recommendationId, id))
    .orderBy(asc(recommendationDecisions.round), asc(recommendationDecisions.stepNo))
}
