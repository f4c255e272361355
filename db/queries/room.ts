import { eq, sql } from 'drizzle-orm'
import type { Tx } from '../connection.ts'
import { clientChannels } from '../schema/client-channels.ts'
import { formerChannels, type formerReasons } from '../schema/former-channels.ts'
import { teamSeats } from '../schema/team-seats.ts'
import type { ChannelRow } from './channel.ts'

export type FormerChannel = typeof formerChannels.$inferSelect

/** Whoever decides about a channel of Slack's does so alone until the transaction ends, although no row is about it yet. */
export async function lockRoom(tx: Tx, channelId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`room/${channelId}`}, 0))`)
}

/** A client's channel in whatever state, changed by nobody else until the transaction ends; null = it never had one. */
export async function lockChannel(tx: Tx, clientId: number): Promise<ChannelRow | null> {
  const [row] = await tx.select().from(clientChannels).where(eq(clientChannels.clientId, clientId)).for('update')
  return row ?? null
}

/** The channel that some client had before, or null. */
export async function formerChannel(tx: Tx, channelId: string): Promise<FormerChannel | null> {
  const [row] = await tx.select().from(formerChannels).where(eq(formerChannels.channelId, channelId))
  return row ?? null
}

export async function formerChannelById(tx: Tx, id: number): Promise<FormerChannel | null> {
  const [row] = await tx.select().from(formerChannels).where(eq(formerChannels.id, id))
  return row ?? null
}

/** Lets a client's channel go before another takes its place; the key under which it is kept, null where there was none. */
export async function letGo(
  tx: Tx,
  { clientId, channelId, name, welcomeTs }: ChannelRow,
  reason: (typeof formerReasons)[number],
  endedBy: number,
  endedAt: Date,
): Promise<number | null> {
  if (channelId === null) return null
  await tx.update(clientChannels).set({ channelId: null }).where(eq(clientChannels.clientId, clientId))
  const [row] = await tx
    .insert(formerChannels)
    .values({ clientId, channelId, name: name ?? '', reason, welcomeTs, endedAt, endedBy })
    .returning({ id: formerChannels.id })
  return row?.id ?? null
}

/** A channel that its own client gets back is a former one no longer. */
export async function takeBack(tx: Tx, channelId: string): Promise<void> {
  await tx.delete(formerChannels).where(eq(formerChannels.channelId, channelId))
}

/** Begins a client's channel anew, in the one given or in one still to be opened; everybody of the team is to be invited. */
export async function beginAnew(
  tx: Tx,
  row: ChannelRow,
  room: { readonly channelId: string; readonly name: string } | null,
  now: Date,
): Promise<void> {
  await tx
    .update(clientChannels)
    .set({
      state: room ? 'open' : 'wanted',
      channelId: room?.channelId ?? null,
      name: room?.name ?? null,
      nameAttempt: 0,
      welcomeTs: null,
      bookmarkId: null,
      openedAt: room ? now : null,
      returns: row.returns + 1,
      obstacles: [],
      sharedOutside: false,
      readAskedAt: null,
    })
    .where(eq(clientChannels.clientId, row.clientId))
  await tx.update(teamSeats).set({ invitation: 'wanted', failure: null }).where(eq(teamSeats.clientId, row.clientId))
}
