import { and, asc, desc, eq, inArray, isNotNull, lte, or, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Review, ReviewStep, ReviewVoice } from '../../src/domain/review/review.ts'
import type { Tx } from '../connection.ts'
import { clients } from '../schema/clients.ts'
import { people } from '../schema/people.ts'
import { reviewSteps } from '../schema/review-steps.ts'
import { reviewVoices } from '../schema/review-voices.ts'
import { reviews } from '../schema/reviews.ts'
import { units } from '../schema/units.ts'

export type ReviewRow = typeof reviews.$inferSelect

/** A review with its row. */
export interface LoadedReview {
  readonly row: ReviewRow
  readonly review: Review
}

/** Reads a review and holds its row until the transaction ends: everything that changes one begins here. */
export async function lockReview(tx: Tx, id: number): Promise<LoadedReview | null> {
  const [row] = await tx.select().from(reviews).where(eq(reviews.id, id)).for('update')
  return row ? loadRest(tx, row) : null
}

/** Reads a review without holding it. */
export async function readReview(tx: Tx, id: number): Promise<LoadedReview | null> {
  const [row] = await tx.select().from(reviews).where(eq(reviews.id, id))
  return row ? loadRest(tx, row) : null
}

/** The client's review that is under way, or null. */
export async function reviewUnderWay(tx: Tx, clientId: number): Promise<number | null> {
  const [row] = await tx
    .select({ id: reviews.id })
    .from(reviews)
    .where(and(eq(reviews.clientId, clientId), eq(reviews.state, 'open')))
  return row?.id ?? null
}

/**
 * Strategic clients whose review is due and not under way, by key, held so that no other process takes them. The cost
 * follows what is due, by the index on the date.
 */
export async function dueClients(tx: Tx, today: string, limit: number): Promise<number[]> {
  const rows = await tx
    .select({ id: clients.id })
    .from(clients)
    .where(
      and(
        eq(clients.state, 'designated'),
        lte(clients.nextReviewOn, today),
        sql`not exists (select from ${reviews} where ${reviews.clientId} = ${clients.id} and (${reviews.state} = 'open' or ${reviews.dueOn} = ${clients.nextReviewOn}))`,
      ),
    )
    .orderBy(asc(clients.nextReviewOn), asc(clients.id))
    .limit(limit)
    .for('update', { skipLocked: true })
  return rows.map(({ id }) => id)
}

async function loadRest(tx: Tx, row: ReviewRow): Promise<LoadedReview> {
  const { id, clientId, tier, state, round, cause, submittedBy, policyReviewId } = row
  const steps = await stepsOf(tx, id, round)
  return {
    row,
    review: {
      id,
      clientId,
      tier,
      state,
      round,
      cause,
      submittedBy,
      policyReviewId,
      steps,
      voices: await voicesOf(tx, id),
    },
  }
}

async function stepsOf(tx: Tx, id: number, round: number): Promise<ReviewStep[]> {
  const rows = await tx
    .select()
    .from(reviewSteps)
    .where(and(eq(reviewSteps.reviewId, id), eq(reviewSteps.round, round)))
    .orderBy(asc(reviewSteps.no))
  return rows.map(({ no, kind, unitId, takenBy, state, skipReason, raisedFrom }) => {
    return { no, kind, unitId, positions: takenBy.positions, state, skipReason, raisedFrom }
  })
}

function voicesOf(tx: Tx, id: number): Promise<ReviewVoice[]> {
  const decider = alias(people, 'decider')
  const principal = alias(people, 'principal')
  return tx
    .select({
      round: reviewVoices.round,
      stepNo: reviewVoices.stepNo,
      stepKind: reviewVoices.stepKind,
      verdict: reviewVoices.verdict,
      reason: reviewVoices.reason,
      category: reviewVoices.category,
      nextReviewOn: reviewVoices.nextReviewOn,
      decidedBy: reviewVoices.decidedBy,
      deciderName: decider.name,
      inNameOf: reviewVoices.inNameOf,
      principalName: principal.name,
      decidedAt: reviewVoices.decidedAt,
    })
    .from(reviewVoices)
    .innerJoin(decider, eq(decider.id, reviewVoices.decidedBy))
    .innerJoin(principal, eq(principal.id, reviewVoices.inNameOf))
    .where(eq(reviewVoices.reviewId, id))
    .orderBy(asc(reviewVoices.round), asc(reviewVoices.stepNo))
}

/**
 * Reviews under way, and clients whose review falls due by a date, earliest first.
 *
 * @param led by one of these units, or by one of these branches with all below; null = by anybody
 */
export async function comingReviews(
  tx: Tx,
  led: readonly number[] | null,
  until: string,
  limit: number,
  offset = 0,
): Promise<ComingReview[]> {
  const own: SQL | undefined = led ? or(inArray(units.id, [...led]), inArray(units.branchId, [...led])) : undefined
  return tx
    .select({
      clientId: clients.id,
      client: clients.shortName,
      dueOn: clients.nextReviewOn,
      reviewId: reviews.id,
    })
    .from(clients)
    .innerJoin(units, eq(units.id, clients.leadUnitId))
    .leftJoin(reviews, and(eq(reviews.clientId, clients.id), eq(reviews.state, 'open')))
    .where(and(eq(clients.state, 'designated'), or(lte(clients.nextReviewOn, until), isNotNull(reviews.id)), own))
    .orderBy(asc(clients.nextReviewOn), asc(clients.id))
    .limit(limit)
    .offset(offset)
}

/** A client whose review is coming or under way. */
export interface ComingReview {
  readonly clientId: number
  readonly client: string
  readonly dueOn: string | null
  /** Null until it is opened. */
  readonly reviewId: number | null
}

/** The client's newest review, or null. */
export async function newestReview(tx: Tx, clientId: number): Promise<number | null> {
  const [row] = await tx
    .select({ id: reviews.id })
    .from(reviews)
    .where(eq(reviews.clientId, clientId))
    .orderBy(desc(reviews.id))
    .limit(1)
  return row?.id ?? null
}
