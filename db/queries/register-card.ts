import { asc, eq } from 'drizzle-orm'
import type { Tx } from '../connection.ts'
import { registerCards } from '../schema/register-cards.ts'

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
