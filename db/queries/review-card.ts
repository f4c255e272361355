import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import { type AssessedLine, assess } from '../../src/domain/criteria/criteria.ts'
import { openReviewStep } from '../../src/domain/review/review.ts'
import type { Tx } from '../connection.ts'
import { clients } from '../schema/clients.ts'
import { people } from '../schema/people.ts'
import { reviewCards } from '../schema/review-cards.ts'
import { reviewSteps } from '../schema/review-steps.ts'
import { units } from '../schema/units.ts'
import { idArray } from './arrays.ts'
import { criteriaOf } from './criteria.ts'
import { type Due, deadlineOf } from './deadline.ts'
import { type LoadedReview, readReview } from './review.ts'
import { type GraceView, gracesOf } from './review-grace.ts'

export type ReviewCardRow = typeof reviewCards.$inferSelect

/** A review as a person reads it. */
export interface ReviewView extends LoadedReview {
  readonly client: { id: number; code: string; shortName: string; legalName: string }
  readonly leadUnit: string | null
  /** Who asked for it; null where its date did. */
  readonly submitterName: string | null
  readonly unitNames: ReadonlyMap<number, string>
  readonly assessed: readonly AssessedLine[]
  readonly waitingSince: Date | null
  /** Since when nobody can be asked to take the open step; null where somebody can. */
  readonly emptySince: Date | null
  /** By when the open step should be taken, and whether that may still change; null where no limit was set. */
  readonly due: Due | null
  /** Periods in which an outcome could or can be undone, by round. */
  readonly graces: readonly GraceView[]
}

/** Reads everything a review's card shows. */
export async function reviewView(tx: Tx, id: number): Promise<ReviewView | null> {
  const loaded = await readReview(tx, id)
  if (!loaded) return null
  const { row, review } = loaded
  const step = openReviewStep(review)
  const [client] = await tx
    .select({
      id: clients.id,
      code: clients.code,
      shortName: clients.shortName,
      legalName: clients.legalName,
      leadUnit: units.name,
    })
    .from(clients)
    .leftJoin(units, eq(units.id, clients.leadUnitId))
    .where(eq(clients.id, row.clientId))
  if (!client) return null
  const named = await tx
    .select({ id: units.id, name: units.name })
    .from(units)
    .where(inArray(units.id, [...review.steps.map((step) => step.unitId)]))
  return {
    ...loaded,
    client,
    leadUnit: client.leadUnit,
    submitterName: await nameOf(tx, row.submittedBy),
    unitNames: new Map(named.map((one) => [one.id, one.name])),
    assessed: assess(await criteriaOf(tx, row.criteriaVersionId), row.criteriaValues),
    ...(await openSince(tx, id)),
    due: step ? await deadlineOf(tx, { kind: 'review_step', itemId: id, round: review.round, stepNo: step.no }) : null,
    graces: await gracesOf(tx, id),
  }
}

async function nameOf(tx: Tx, personId: number | null): Promise<string | null> {
  if (personId === null) return null
  const [person] = await tx.select({ name: people.name }).from(people).where(eq(people.id, personId))
  return person?.name ?? null
}

async function openSince(tx: Tx, id: number): Promise<Pick<ReviewView, 'waitingSince' | 'emptySince'>> {
  const [step] = await tx
    .select({ waitingSince: reviewSteps.openedAt, emptySince: reviewSteps.emptySince })
    .from(reviewSteps)
    .where(and(eq(reviewSteps.reviewId, id), eq(reviewSteps.state, 'open')))
  return step ?? { waitingSince: null, emptySince: null }
}

/** Claims a copy for each person; a copy exists once. */
export async function wantReviewCards(
  tx: Tx,
  copies: readonly Pick<ReviewCardRow, 'reviewId' | 'round' | 'stepNo' | 'personId' | 'asked' | 'listed'>[],
): Promise<void> {
  if (copies.length > 0)
    await tx
      .insert(reviewCards)
      .values([...copies])
      .onConflictDoUpdate({
        target: [reviewCards.reviewId, reviewCards.round, reviewCards.stepNo, reviewCards.personId],
        set: { asked: sql`excluded.asked`, listed: sql`excluded.listed` },
      })
}

/** Who held a copy of the step and is not asked any more keeps it, without its buttons. */
export async function askNoMore(
  tx: Tx,
  { reviewId, round, stepNo }: Pick<ReviewCardRow, 'reviewId' | 'round' | 'stepNo'>,
  asked: readonly number[],
): Promise<void> {
  await tx
    .update(reviewCards)
    .set({ asked: false })
    .where(
      and(
        eq(reviewCards.reviewId, reviewId),
        eq(reviewCards.round, round),
        eq(reviewCards.stepNo, stepNo),
        sql`not ${reviewCards.personId} = any(${idArray(asked)})`,
      ),
    )
}

/** Every copy of a review's card, of all rounds. */
export function reviewCardsOf(tx: Tx, reviewId: number): Promise<ReviewCardRow[]> {
  return tx.select().from(reviewCards).where(eq(reviewCards.reviewId, reviewId)).orderBy(asc(reviewCards.id))
}

/** One copy, or null. */
export async function reviewCardById(tx: Tx, id: number): Promise<ReviewCardRow | null> {
  const [card] = await tx.select().from(reviewCards).where(eq(reviewCards.id, id))
  return card ?? null
}

/** Remembers where Slack put a copy. */
export async function placeReviewCard(
  tx: Tx,
  id: number,
  place: { channelId: string; ts: string; postedAt: Date },
): Promise<void> {
  await tx.update(reviewCards).set(place).where(eq(reviewCards.id, id))
}
