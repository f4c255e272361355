import { and, asc, eq, sql } from 'drizzle-orm'
import type { Tx } from '../connection.ts'
import { registerCards } from '../schema/register-cards.ts'
import { idArray } from './arrays.ts'

export type RegisterCardRow = typeof registerCards.$inferSelect

/** Claims a copy of a filing's card for each person; a copy exists once. */
export async function wantRegisterCards(
  tx: Tx,
  filingId: number,
  role: RegisterCardRow['role'],
  people: readonly number[],
): Promise<void> {
  if (people.length === 0) return
  await tx
    .insert(registerCards)
    .values([...new Set(people)].map((personId) => ({ filingId, role, personId })))
    .onConflictDoNothing()
}

/** Claims a copy for who may acknowledge and for who sees it only; who could before and may not now keeps it without its buttons. */
export async function askDepartment(
  tx: Tx,
  filingId: number,
  asked: readonly number[],
  seers: readonly number[],
): Promise<void> {
  await wantRegisterCards(tx, filingId, 'department', [...asked, ...seers])
  await tx
    .update(registerCards)
    .set({ asked: sql`${registerCards.personId} = any(${idArray(asked)})` })
    .where(and(eq(registerCards.filingId, filingId), eq(registerCards.role, 'department')))
}

/** Who holds a copy on which a filing can still be acknowledged. */
export function askedToAcknowledge(cards: readonly RegisterCardRow[]): number[] {
  return cards.filter(({ role, asked }) => role === 'department' && asked).map(({ personId }) => personId)
}

/** Every copy of a filing's card. */
export function registerCardsOf(tx: Tx, filingId: number): Promise<RegisterCardRow[]> {
  return tx.select().from(registerCards).where(eq(registerCards.filingId, filingId)).orderBy(asc(registerCards.id))
}

/** One copy, or null. */
export async function registerCardById(tx: Tx, id: number): Promise<RegisterCardRow | null> {
  const [card] = await tx.select().from(registerCards).where(eq(registerCards.id, id))
  return card ?? null
}

/** Remembers where Slack put a copy. */
export async function placeRegisterCard(
  tx: Tx,
  id: number,
  place: { channelId: string; ts: string; postedAt: Date },
): Promise<void> {
  await tx.update(registerCards).set(place).where(eq(registerCards.id, id))
}
