import { and, type Column, eq, gt, inArray, isNotNull, lte, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import type { DeadlineKey } from '../../src/domain/reminder/deadline.ts'
import type { ReviewStepKind } from '../../src/domain/review/review.ts'
import type { Tx } from '../connection.ts'
import { clients } from '../schema/clients.ts'
import { deadlines } from '../schema/deadlines.ts'
import { recommendationSteps } from '../schema/recommendation-steps.ts'
import { recommendations } from '../schema/recommendations.ts'
import { reviewSteps } from '../schema/review-steps.ts'
import { reviews } from '../schema/reviews.ts'
import { unitConsents } from '../schema/unit-consents.ts'
import { unitProposals } from '../schema/unit-proposals.ts'

/** A step that waits, with what its time limit follows from. */
export interface OpenStep extends DeadlineKey {
  readonly clientId: number | null
  readonly step: string
  readonly openedAt: Date | null
  /** The settings it began under. */
  readonly policyVersionId: number | null
}

/** Far beyond the steps of any bank. */
const anyNumber = 2_147_483_647

/** The steps of these recommendations and reviews, and the consents to these proposals, that wait for somebody. */
export async function openSteps(
  tx: Tx,
  recommendationIds: readonly number[],
  reviewIds: readonly number[],
  proposalIds: readonly number[],
): Promise<OpenStep[]> {
  return [
    ...(recommendationIds.length > 0
      ? await ofRecommendations(tx, inArray(recommendations.id, [...recommendationIds]))
      : []),
    ...(reviewIds.length > 0 ? await ofReviews(tx, inArray(reviews.id, [...reviewIds])) : []),
    ...(proposalIds.length > 0 ? await ofProposals(tx, inArray(unitProposals.id, [...proposalIds])) : []),
  ]
}

async function ofRecommendations(tx: Tx, which: SQL | undefined, limit = anyNumber): Promise<OpenStep[]> {
  const rows = await tx
    .select({
      itemId: recommendations.id,
      round: recommendationSteps.round,
      stepNo: recommendationSteps.no,
      clientId: recommendations.clientId,
      step: recommendationSteps.kind,
      openedAt: recommendationSteps.openedAt,
      policyVersionId: recommendations.policyVersionId,
    })
    .from(recommendationSteps)
    .innerJoin(recommendations, eq(recommendations.id, recommendationSteps.recommendationId))
    .where(and(which, eq(recommendationSteps.state, 'open')))
    .limit(limit)
  return rows.map((row) => ({ ...row, kind: 'recommendation_step' as const }))
}

async function ofReviews(tx: Tx, which: SQL | undefined, limit = anyNumber): Promise<OpenStep[]> {
  const rows = await tx
    .select({
      itemId: reviews.id,
      round: reviewSteps.round,
      stepNo: reviewSteps.no,
      clientId: reviews.clientId,
      step: reviewSteps.kind,
      openedAt: reviewSteps.openedAt,
      policyVersionId: reviews.policyVersionId,
    })
    .from(reviewSteps)
    .innerJoin(reviews, eq(reviews.id, reviewSteps.reviewId))
    .where(and(which, eq(reviewSteps.state, 'open')))
    .limit(limit)
  return rows.map((row) => ({ ...row, kind: 'review_step' as const }))
}

async function ofProposals(tx: Tx, which: SQL | undefined, limit = anyNumber): Promise<OpenStep[]> {
  const rows = await tx
    .select({
      itemId: unitProposals.id,
      stepNo: unitConsents.no,
      clientId: unitProposals.clientId,
      step: unitConsents.kind,
      openedAt: unitConsents.openedAt,
      policyVersionId: unitProposals.policyVersionId,
    })
    .from(unitConsents)
    .innerJoin(unitProposals, eq(unitProposals.id, unitConsents.proposalId))
    .where(and(which, eq(unitConsents.state, 'open')))
    .limit(limit)
  return rows.map((row) => ({ ...row, kind: 'unit_consent' as const, round: 1 }))
}

/** Every step that waits for somebody. */
export async function allOpenSteps(tx: Tx): Promise<OpenStep[]> {
  return [
    ...(await ofRecommendations(tx, undefined)),
    ...(await ofReviews(tx, undefined)),
    ...(await ofProposals(tx, undefined)),
  ]
}

/** Steps that wait for somebody and have no time limit, at most so many of each kind. */
export async function stepsWithoutLimit(tx: Tx, limit: number): Promise<OpenStep[]> {
  const without = (kind: DeadlineKey['kind'], item: Column, round: SQLWrapper, no: Column) => sql`not exists (
    select from deadlines where kind = ${kind} and item_id = ${item} and round = ${round} and step_no = ${no})`
  const { openedAt, round, no } = recommendationSteps
  const asked = without('recommendation_step', recommendations.id, round, no)
  const reviewing = without('review_step', reviews.id, reviewSteps.round, reviewSteps.no)
  const consenting = without('unit_consent', unitProposals.id, sql`1`, unitConsents.no)
  return [
    ...(await ofRecommendations(tx, and(isNotNull(recommendations.clientId), isNotNull(openedAt), asked), limit)),
    ...(await ofReviews(tx, and(isNotNull(reviewSteps.openedAt), reviewing), limit)),
    ...(await ofProposals(tx, and(isNotNull(unitConsents.openedAt), consenting), limit)),
  ]
}

/** Has what is due by a date looked at anew at a moment: what is to be said of it, and when, may have changed. */
export async function lookAgain(tx: Tx, until: string, at: Date): Promise<void> {
  await tx
    .update(deadlines)
    .set({ remindAt: at })
    .where(and(gt(deadlines.remindAt, at), lte(deadlines.dueOn, until)))
}

/** Clients with the dates of their reviews. */
export function reviewDates(
  tx: Tx,
  clientIds: readonly number[],
): Promise<{ clientId: number; nextReviewOn: string | null }[]> {
  if (clientIds.length === 0) return Promise.resolve([])
  return tx
    .select({ clientId: clients.id, nextReviewOn: clients.nextReviewOn })
    .from(clients)
    .where(inArray(clients.id, [...clientIds]))
}

/** Sets due dates; a date of the same thing that was set before gives way. */
export async function setDeadlines(tx: Tx, rows: readonly (typeof deadlines.$inferInsert)[]): Promise<void> {
  if (rows.length === 0) return
  await tx
    .insert(deadlines)
    .values([...rows])
    .onConflictDoUpdate({
      target: [deadlines.kind, deadlines.itemId, deadlines.round, deadlines.stepNo],
      set: {
        dueOn: sql`excluded.due_on`,
        dueAt: sql`excluded.due_at`,
        provisional: sql`excluded.provisional`,
        remindAt: sql`excluded.remind_at`,
      },
    })
}

/** When the first step of a kind is due, of all reviews of a policy review. */
export interface FirstDeadline extends Due {
  readonly step: ReviewStepKind
  readonly dueOn: string
  readonly remindAt: Date | null
}

/** Sets the due dates of the first steps of all reviews of a policy review, in one statement. */
export async function setFirstDeadlines(tx: Tx, policyReviewId: number, dues: readonly FirstDeadline[]): Promise<void> {
  await tx.execute(sql`
    insert into deadlines (kind, item_id, round, step_no, client_id, due_on, due_at, provisional, remind_at)
    select 'review_step', r.id, s.round, s.no, r.client_id, d."dueOn", d."dueAt", d.provisional, d."remindAt"
    from reviews r join review_steps s on s.review_id = r.id and s.state = 'open'
    join json_to_recordset(${JSON.stringify(dues)}::json)
      as d (step text, "dueOn" date, "dueAt" timestamptz, provisional boolean, "remindAt" timestamptz) on d.step = s.kind
    where r.policy_review_id = ${policyReviewId}`)
}

/** When something is due, and whether that may still change because not all free days are known yet. */
export interface Due {
  readonly dueAt: Date
  readonly provisional: boolean
}

/** When something is due; null where no time limit was set. */
export async function deadlineOf(tx: Tx, key: DeadlineKey): Promise<Due | null> {
  const [row] = await tx
    .select({ dueAt: deadlines.dueAt, provisional: deadlines.provisional })
    .from(deadlines)
    .where(
      and(
        eq(deadlines.kind, key.kind),
        eq(deadlines.itemId, key.itemId),
        eq(deadlines.round, key.round),
        eq(deadlines.stepNo, key.stepNo),
      ),
    )
  return row ?? null
}

/** Holds a deadline's row until the transaction ends. */
export async function lockDeadline(tx: Tx, id: number): Promise<void> {
  await tx.select({ id: deadlines.id }).from(deadlines).where(eq(deadlines.id, id)).for('update')
}

/** Keeps who has taken a step on. */
export async function setHandler(tx: Tx, id: number, personId: number): Promise<void> {
  await tx.update(deadlines).set({ handlerId: personId }).where(eq(deadlines.id, id))
}

/** Puts the reminders of a step off to a working day. */
export async function setSnooze(tx: Tx, id: number, until: string, remindAt: Date): Promise<void> {
  await tx.update(deadlines).set({ snoozedUntil: until, remindAt }).where(eq(deadlines.id, id))
}
