import { and, eq, inArray } from 'drizzle-orm'
import type { Seat, SeatHolder } from '../../src/domain/team/seats.ts'
import type { Tx } from '../connection.ts'
import { clientChannels } from '../schema/client-channels.ts'
import { people } from '../schema/people.ts'
import { type invitations, teamSeats } from '../schema/team-seats.ts'

/** Claims the right to open the client's one channel; keeps the one there is. */
export async function wantChannel(tx: Tx, clientId: number): Promise<void> {
  await tx.insert(clientChannels).values({ clientId }).onConflictDoNothing()
}

/** A seat with the person on it. */
export interface SeatRow {
  readonly seat: Seat
  readonly personId: number
  readonly name: string
  readonly invitation: (typeof invitations)[number]
  readonly failure: string | null
}

/** The team as it sits, by seat and then by name's key. */
export function seatsOf(tx: Tx, clientId: number): Promise<SeatRow[]> {
  return tx
    .select({
      seat: teamSeats.seat,
      personId: teamSeats.personId,
      name: people.name,
      invitation: teamSeats.invitation,
      failure: teamSeats.failure,
    })
    .from(teamSeats)
    .innerJoin(people, eq(people.id, teamSeats.personId))
    .where(eq(teamSeats.clientId, clientId))
    .orderBy(teamSeats.personId)
}

/** What came of inviting people. */
export async function recordInvitations(
  tx: Tx,
  clientId: number,
  personIds: readonly number[],
  invitation: SeatRow['invitation'],
  failure: string | null,
): Promise<void> {
  if (personIds.length === 0) return
  await tx
    .update(teamSeats)
    .set({ invitation, failure })
    .where(and(eq(teamSeats.clientId, clientId), inArray(teamSeats.personId, [...personIds])))
}

/** Keeps what is known of a client's channel. */
export async function setChannel(
  tx: Tx,
  clientId: number,
  known: Partial<Omit<typeof clientChannels.$inferInsert, 'id' | 'clientId'>>,
): Promise<void> {
  await tx
    .update(clientChannels)
    .set(known)
    .where(and(eq(clientChannels.clientId, clientId), inArray(clientChannels.state, ['wanted', 'open'])))
}

/** Seats people; who sits already keeps the outcome of their invitation. */
export async function addSeats(tx: Tx, clientId: number, holders: readonly SeatHolder[], now: Date): Promise<void> {
  if (holders.length === 0) return
  await tx
    .insert(teamSeats)
    .values(holders.map((holder) => ({ clientId, ...holder, seatedAt: now })))
    .onConflictDoNothing()
}

/** Frees a seat. */
export async function removeSeat(tx: Tx, clientId: number, { seat, personId }: SeatHolder): Promise<void> {
  await tx
    .delete(teamSeats)
    .where(and(eq(teamSeats.clientId, clientId), eq(teamSeats.seat, seat), eq(teamSeats.personId, personId)))
}

/** Those of the channels that are some client's already. */
export async function knownChannels(tx: Tx, channelIds: readonly string[]): Promise<ReadonlySet<string>> {
  if (channelIds.length === 0) return new Set()
  const rows = await tx
    .select({ channelId: clientChannels.channelId })
    .from(clientChannels)
    .where(inArray(clientChannels.channelId, [...channelIds]))
  return new Set(rows.flatMap(({ channelId }) => channelId ?? []))
}
