import { and, asc, eq, inArray, lt, ne, sql } from 'drizzle-orm'
import type { StrangerKind } from '../../src/domain/team/stranger.ts'
import type { Tx } from '../connection.ts'
import { channelStrangers } from '../schema/channel-strangers.ts'
import { slackAccounts } from '../schema/slack-accounts.ts'
import { teamSeats } from '../schema/team-seats.ts'

export type StrangerRow = typeof channelStrangers.$inferSelect

/** Somebody without a seat who was seen in a client's channel. */
export interface NewStranger {
  readonly clientId: number
  readonly userId: string
  readonly name: string
  readonly kind: StrangerKind
  readonly invitedBy: string | null
  readonly seenAt: Date
  readonly state: 'waiting' | 'removing'
  readonly told: readonly number[]
}

/** Keeps that a stranger is there; null where it is known already. */
export async function addStranger(tx: Tx, stranger: NewStranger): Promise<number | null> {
  const [row] = await tx
    .insert(channelStrangers)
    .values(stranger)
    .onConflictDoNothing()
    .returning({ id: channelStrangers.id })
  return row?.id ?? null
}

/** A stranger by key, or null. */
export async function strangerById(tx: Tx, id: number): Promise<StrangerRow | null> {
  const [row] = await tx.select().from(channelStrangers).where(eq(channelStrangers.id, id))
  return row ?? null
}

/** The same, changed by nobody else until the transaction ends. */
export async function lockStranger(tx: Tx, id: number): Promise<StrangerRow | null> {
  const [row] = await tx.select().from(channelStrangers).where(eq(channelStrangers.id, id)).for('update')
  return row ?? null
}

/** Writes what was decided about a stranger, or who is told. */
export async function changeStranger(
  tx: Tx,
  id: number,
  known: Partial<Pick<StrangerRow, 'state' | 'told' | 'decidedBy' | 'inNameOf' | 'decidedAt' | 'keepUntil'>>,
): Promise<void> {
  await tx.update(channelStrangers).set(known).where(eq(channelStrangers.id, id))
}

/** Keeps that these accounts are in the client's channel no longer; the strangers among them. */
export async function endStrangers(
  tx: Tx,
  clientId: number,
  userIds: readonly string[],
  now: Date,
): Promise<StrangerRow[]> {
  if (userIds.length === 0) return []
  return tx
    .update(channelStrangers)
    .set({ state: 'gone', endedAt: now })
    .where(
      and(
        eq(channelStrangers.clientId, clientId),
        inArray(channelStrangers.userId, [...userIds]),
        ne(channelStrangers.state, 'gone'),
      ),
    )
    .returning()
}

/** Strangers in a client's channel, in the order in which they came; who has a seat by now is none. */
export function strangersOf(tx: Tx, clientId: number): Promise<StrangerRow[]> {
  const seated = tx
    .select({ one: sql`1` })
    .from(teamSeats)
    .innerJoin(slackAccounts, eq(slackAccounts.personId, teamSeats.personId))
    .where(
      and(
        eq(teamSeats.clientId, channelStrangers.clientId),
        eq(slackAccounts.userId, channelStrangers.userId),
        eq(slackAccounts.deactivated, false),
      ),
    )
  return tx
    .select()
    .from(channelStrangers)
    .where(and(eq(channelStrangers.clientId, clientId), ne(channelStrangers.state, 'gone'), sql`not exists ${seated}`))
    .orderBy(asc(channelStrangers.id))
}

/** Whether the account came into the client's channel as a stranger and has not left it, with a seat by now or without. */
export async function isKnownStranger(tx: Tx, clientId: number, userId: string): Promise<boolean> {
  const rows = await tx
    .select({ id: channelStrangers.id })
    .from(channelStrangers)
    .where(
      and(
        eq(channelStrangers.clientId, clientId),
        eq(channelStrangers.userId, userId),
        ne(channelStrangers.state, 'gone'),
      ),
    )
  return rows.length > 0
}

/** Has those taken out whose last day is over; a row that somebody is deciding about is left for the next time. */
export async function endStays(tx: Tx, today: string, limit: number): Promise<StrangerRow[]> {
  const due = tx
    .select({ id: channelStrangers.id })
    .from(channelStrangers)
    .where(and(eq(channelStrangers.state, 'kept'), lt(channelStrangers.keepUntil, today)))
    .orderBy(asc(channelStrangers.keepUntil))
    .limit(limit)
    .for('update', { skipLocked: true })
  return tx.update(channelStrangers).set({ state: 'removing' }).where(inArray(channelStrangers.id, due)).returning()
}
