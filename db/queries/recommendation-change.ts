import { and, eq, inArray } from 'drizzle-orm'
import type { Decided } from '../../src/domain/recommendation/decide.ts'
import type { Recommendation, RecommendationState, Step } from '../../src/domain/recommendation/recommendation.ts'
import type { Tx } from '../connection.ts'
import { recommendationDecisions } from '../schema/recommendation-decisions.ts'
import { recommendationSteps } from '../schema/recommendation-steps.ts'
import { recommendations } from '../schema/recommendations.ts'

/** Writes the steps of a new round. */
export async function insertSteps(tx: Tx, id: number, round: number, steps: readonly Step[], now: Date): Promise<void> {
  await tx.insert(recommendationSteps).values(
    steps.map((step) => ({
      recommendationId: id,
      round,
      no: step.no,
      kind: step.kind,
      unitId: step.unitId,
      takenBy: { positions: [...step.positions] },
      state: step.state,
      skipReason: step.skipReason,
      openedAt: step.state === 'open' ? now : null,
    })),
  )
}

/**
 * Writes a decision and where it leads. The primary key (recommendation, round, step) makes a second decision on the step
 * impossible, whatever two processes believe (B01).
 */
export async function insertDecision(
  tx: Tx,
  recommendation: Recommendation,
  decided: Decided,
  decidedBy: number,
  now: Date,
): Promise<void> {
  const { id, round } = recommendation
  await tx.insert(recommendationDecisions).values({
    recommendationId: id,
    round,
    stepNo: decided.step.no,
    stepKind: decided.step.kind,
    verdict: decided.verdict,
    decidedBy,
    inNameOf: decided.inNameOf,
    submittedBy: recommendation.submittedBy,
    reason: decided.reason,
    decidedAt: now,
  })
  await tx
    .update(recommendationSteps)
    .set({ state: decided.verdict })
    .where(stepIs(id, round, decided.step.no))
  if (decided.nextStep) {
    await tx
      .update(recommendationSteps)
      .set({ state: 'open', openedAt: now })
      .where(stepIs(id, round, decided.nextStep.no))
  }
  if (decided.state !== 'submitted') await setState(tx, recommendation, decided.state, now)
}

/** Ends or suspends a recommendation: steps that nobody took are closed, never passed. */
export async function setState(
  tx: Tx,
  recommendation: Recommendation,
  state: RecommendationState,
  now: Date,
): Promise<void> {
  await closeSteps(tx, recommendation.id, recommendation.round)
  await tx
    .update(recommendations)
    .set({ state, closedAt: state === 'returned' ? null : now })
    .where(eq(recommendations.id, recommendation.id))
}

function stepIs(id: number, round: number, no: number) {
  return and(
    eq(recommendationSteps.recommendationId, id),
    eq(recommendationSteps.round, round),
    eq(recommendationSteps.no, no),
  )
}

/** Closes the steps of a round that nobody took, and begins another under other versions. */
export async function beginAnew(
  tx: Tx,
  id: number,
  round: number,
  next: Pick<typeof recommendations.$inferInsert, 'round' | 'criteriaVersionId' | 'policyVersionId'>,
): Promise<void> {
  await closeSteps(tx, id, round)
  await tx.update(recommendations).set(next).where(eq(recommendations.id, id))
}

async function closeSteps(tx: Tx, id: number, round: number): Promise<void> {
  await tx
    .update(recommendationSteps)
    .set({ state: 'closed' })
    .where(
      and(
        eq(recommendationSteps.recommendationId, id),
        eq(recommendationSteps.round, round),
        inArray(recommendationSteps.state, ['waiting', 'open']),
      ),
    )
}

/** Keeps when Slack first found a message about it too much. */
export async function setShortened(tx: Tx, id: number, now: Date): Promise<void> {
  await tx.update(recommendations).set({ shortenedAt: now }).where(eq(recommendations.id, id))
}

/** Makes a draft or a returned recommendation a submitted one. */
export async function setSubmitted(
  tx: Tx,
  id: number,
  submitted: Omit<typeof recommendations.$inferInsert, 'submittedBy' | 'createdAt'>,
): Promise<void> {
  await tx.update(recommendations).set(submitted).where(eq(recommendations.id, id))
}
