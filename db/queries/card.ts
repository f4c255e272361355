import { and, eq, sql } from 'drizzle-orm'
import type { Recommendation } from '../../src/domain/recommendation/recommendation.ts'
import { recommenderOf } from '../../src/domain/recommendation/take-over.ts'
import type { Tx } from '../connection.ts'
import { recommendationCards } from '../schema/recommendation-cards.ts'
import { idArray } from './arrays.ts'

export type CardRow = typeof recommendationCards.$inferSelect

/**
 * Claims a copy for the recommender and for each asked decider of this round and step; a copy exists once. Who held one of
 * the step and is not asked any more keeps it, without its buttons.
 */
export async function wantCards(
  tx: Tx,
  recommendation: Recommendation,
  stepNo: number | null,
  deciders: readonly number[],
): Promise<void> {
  const { id: recommendationId, round } = recommendation
  const own = {
    recommendationId,
    round: 1,
    stepNo: 0,
    personId: recommenderOf(recommendation),
    role: 'recommender' as const,
  }
  const asked = deciders.map((personId) => ({
    recommendationId,
    round,
    stepNo: stepNo ?? 0,
    personId,
    role: 'decider' as const,
  }))
  await tx
    .insert(recommendationCards)
    .values([own, ...asked])
    .onConflictDoNothing()
  if (stepNo !== null)
    await tx
      .update(recommendationCards)
      .set({ asked: sql`${recommendationCards.personId} = any(${idArray(deciders)})` })
      .where(
        and(
          eq(recommendationCards.recommendationId, recommendationId),
          eq(recommendationCards.round, round),
          eq(recommendationCards.stepNo, stepNo),
          eq(recommendationCards.role, 'decider'),
        ),
      )
}

/** Every copy of a recommendation's card, of all rounds. */
export function cardsOf(tx: Tx, recommendationId: number): Promise<CardRow[]> {
  return tx
    .select()
    .from(recommendationCards)
    .where(eq(recommendationCards.recommendationId, recommendationId))
    .orderBy(recommendationCards.id)
}

/** Who holds a copy of a step's card that can still be pressed, in the order in which they were asked. */
export async function askedFor(tx: Tx, recommendationId: number, round: number, stepNo: number): Promise<number[]> {
  return (await cardsOf(tx, recommendationId))
    .filter((card) => card.role === 'decider' && card.asked && card.round === round && card.stepNo === stepNo)
    .map(({ personId }) => personId)
}

/** One copy, or null. */
export async function cardById(tx: Tx, id: number): Promise<CardRow | null> {
  const [card] = await tx.select().from(recommendationCards).where(eq(recommendationCards.id, id))
  return card ?? null
}

/** A person's newest posted copy of a recommendation's card: where a thread about it belongs. */
export async function newestCard(tx: Tx, recommendationId: number, personId: number): Promise<CardRow | null> {
  const cards = (await cardsOf(tx, recommendationId)).filter((card) => card.personId === personId && card.ts)
  return cards.at(-1) ?? null
}

/** Remembers where Slack put a copy; null forgets it, so that the next drawing posts it anew. */
export async function placeCard(
  tx: Tx,
  id: number,
  place: { channelId: string; ts: string; postedAt: Date } | null,
): Promise<void> {
  await tx
    .update(recommendationCards)
    .set(place ?? { channelId: null, ts: null, postedAt: null })
    .where(and(eq(recommendationCards.id, id)))
}
