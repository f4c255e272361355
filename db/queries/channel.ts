import { and, eq, inArray, isNull, lt, or, sql } from 'drizzle-orm'
import { noAccount } from '../../src/domain/organisation/unreached.ts'
import type { HeldSeat, SeatHolder } from '../../src/domain/team/seats.ts'
import type { Queryable, Tx } from '../connection.ts'
import { clientChannels } from '../schema/client-channels.ts'
import { people } from '../schema/people.ts'
import { slackAccounts } from '../schema/slack-accounts.ts'
import { type invitations, teamSeats } from '../schema/team-seats.ts'
import { idArray } from './arrays.ts'

export type ChannelRow = typeof clientChannels.$inferSelect

/** Claims the right to open the client's one channel; keeps the one there is, and has a parked one brought back. */
export async function wantChannel(tx: Tx, clientId: number): Promise<void> {
  await tx
    .insert(clientChannels)
    .values({ clientId })
    .onConflictDoUpdate({
      target: clientChannels.clientId,
      set: {
        state: sql`case when ${clientChannels.channelId} is null then 'wanted' else 'returning' end`,
        obstacles: [],
      },
      setWhere: inArray(clientChannels.state, ['parking', 'parked']),
    })
}

/** A client's channel in whatever state; null = it never had one. */
export async function anyChannelOf(tx: Tx, clientId: number): Promise<ChannelRow | null> {
  const [row] = await tx.select().from(clientChannels).where(eq(clientChannels.clientId, clientId))
  return row ?? null
}

/** Those of these clients that have an open channel. */
export async function withOpenChannel(tx: Tx, clientIds: readonly number[]): Promise<number[]> {
  const rows = await tx
    .select({ clientId: clientChannels.clientId })
    .from(clientChannels)
    .where(sql`${clientChannels.clientId} = any(${idArray(clientIds)}) and ${clientChannels.state} = 'open'`)
  return rows.map(({ clientId }) => clientId)
}

/** The client's channel that Slack knows by this id, in use or not; null = it is none of ours. */
export async function channelBySlackId(tx: Tx, channelId: string): Promise<ChannelRow | null> {
  const [row] = await tx.select().from(clientChannels).where(eq(clientChannels.channelId, channelId))
  return row ?? null
}

/**
 * Takes open channels whose members have not been asked for since a moment, longest ago first; the clients they are of.
 * What another process is taking is left to it.
 */
export async function takeChannelsToRead(tx: Tx, since: Date, limit: number, now: Date): Promise<number[]> {
  const due = tx
    .select({ id: clientChannels.id })
    .from(clientChannels)
    .where(
      and(
        eq(clientChannels.state, 'open'),
        or(isNull(clientChannels.readAskedAt), lt(clientChannels.readAskedAt, since)),
      ),
    )
    .orderBy(sql`${clientChannels.readAskedAt} nulls first`, clientChannels.id)
    .limit(limit)
    .for('update', { skipLocked: true })
  const rows = await tx
    .update(clientChannels)
    .set({ readAskedAt: now })
    .where(inArray(clientChannels.id, due))
    .returning({ clientId: clientChannels.clientId })
  return rows.map(({ clientId }) => clientId)
}

/** Slack accounts in use of a client's team, with the person and what came of their invitation. */
export function seatedAccounts(
  tx: Tx,
  clientId: number,
): Promise<({ personId: number; userId: string } & Pick<SeatRow, 'invitation' | 'failure'>)[]> {
  const { personId, invitation, failure } = teamSeats
  return tx
    .select({ personId, userId: slackAccounts.userId, invitation, failure })
    .from(teamSeats)
    .innerJoin(slackAccounts, eq(slackAccounts.personId, teamSeats.personId))
    .where(and(eq(teamSeats.clientId, clientId), eq(slackAccounts.deactivated, false)))
    .orderBy(teamSeats.personId)
}

/** Ends the use of a client's channel; its row as it then is, or null where there is none in use. */
export async function beginParking(
  tx: Tx,
  clientId: number,
  leadId: number | null,
  exitedAt: Date,
): Promise<ChannelRow | null> {
  const [row] = await tx
    .update(clientChannels)
    .set({ state: 'parking', parkedAt: exitedAt, parkedLeadId: leadId, obstacles: [] })
    .where(and(eq(clientChannels.clientId, clientId), inArray(clientChannels.state, ['wanted', 'open', 'returning'])))
    .returning()
  return row ?? null
}

/** Keeps how far parking or bringing back has come, where nobody has decided otherwise meanwhile. False = somebody has. */
export async function moveChannel(
  tx: Tx,
  clientId: number,
  from: ChannelRow['state'],
  known: Partial<Omit<typeof clientChannels.$inferInsert, 'id' | 'clientId'>>,
): Promise<boolean> {
  const rows = await tx
    .update(clientChannels)
    .set(known)
    .where(and(eq(clientChannels.clientId, clientId), eq(clientChannels.state, from)))
    .returning({ id: clientChannels.id })
  return rows.length > 0
}

/** A seat with the person on it. */
export interface SeatRow extends SeatHolder {
  readonly name: string
  readonly invitation: (typeof invitations)[number]
  readonly failure: string | null
}

/** The team as it sits, by seat and then by name's key. */
export async function seatsOf(db: Queryable, clientId: number): Promise<SeatRow[]> {
  const rows = await db
    .select({
      ...holderColumns,
      name: people.name,
      invitation: teamSeats.invitation,
      failure: teamSeats.failure,
    })
    .from(teamSeats)
    .innerJoin(people, eq(people.id, teamSeats.personId))
    .where(eq(teamSeats.clientId, clientId))
    .orderBy(teamSeats.personId)
  return rows.map(holderOf)
}

const holderColumns = {
  seat: teamSeats.seat,
  personId: teamSeats.personId,
  principalId: teamSeats.onBehalfOf,
  principalSeat: teamSeats.onBehalfSeat,
}

/** A row's seat as the domain knows it: whom a deputy sits for in one piece. */
function holderOf<R extends { readonly principalId: number | null; readonly principalSeat: HeldSeat | null }>({
  principalId,
  principalSeat,
  ...row
}: R) {
  const onBehalfOf = principalId !== null && principalSeat && { personId: principalId, seat: principalSeat }
  return { ...row, ...(onBehalfOf && { onBehalfOf }) }
}

/** The teams of several clients, by client. */
export async function seatsOfClients(tx: Tx, clientIds: readonly number[]): Promise<Map<number, SeatHolder[]>> {
  const teams = new Map<number, SeatHolder[]>()
  if (clientIds.length === 0) return teams
  const rows = await tx
    .select({ clientId: teamSeats.clientId, ...holderColumns })
    .from(teamSeats)
    .where(inArray(teamSeats.clientId, [...clientIds]))
    .orderBy(teamSeats.personId)
  for (const { clientId, ...row } of rows) teams.set(clientId, [...(teams.get(clientId) ?? []), holderOf(row)])
  return teams
}

/** Whether somebody of this Slack account sits in the client's team. */
export async function hasSeat(tx: Tx, clientId: number, userId: string): Promise<boolean> {
  const rows = await tx
    .select({ seat: teamSeats.seat })
    .from(teamSeats)
    .innerJoin(slackAccounts, eq(slackAccounts.personId, teamSeats.personId))
    .where(and(eq(teamSeats.clientId, clientId), eq(slackAccounts.userId, userId)))
    .limit(1)
  return rows.length > 0
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

/** Has these people invited anew to wherever they could not be for want of an account; whom to which client's channel. */
export async function wantUnreached(
  tx: Tx,
  personIds: readonly number[],
): Promise<{ clientId: number; personId: number }[]> {
  const unreached = and(eq(teamSeats.invitation, 'failed'), eq(teamSeats.failure, noAccount))
  return tx
    .update(teamSeats)
    .set({ invitation: 'wanted', failure: null })
    .where(and(unreached, sql`${teamSeats.personId} = any(${idArray(personIds)})`))
    .returning({ clientId: teamSeats.clientId, personId: teamSeats.personId })
}

/**
 * Keeps what is known of a client's channel. One that came into being while its client exited keeps its id, so that it is
 * parked, and is not open. False = the client got another channel meanwhile, and this one is not its own.
 *
 * @param of the channel that the knowledge is of, where it is not the channel itself that came into being
 */
export async function setChannel(
  db: Queryable,
  clientId: number,
  known: Partial<Omit<typeof clientChannels.$inferInsert, 'id' | 'clientId'>>,
  of?: string,
): Promise<boolean> {
  const ofClient = and(eq(clientChannels.clientId, clientId), of ? eq(clientChannels.channelId, of) : undefined)
  const { state: _state, ...made } = known
  const free = known.channelId
    ? or(isNull(clientChannels.channelId), eq(clientChannels.channelId, known.channelId))
    : undefined
  const kept = await db
    .update(clientChannels)
    .set(known)
    .where(and(ofClient, inArray(clientChannels.state, ['wanted', 'open']), free))
    .returning({ id: clientChannels.id })
  if (kept.length > 0 || !known.channelId) return kept.length > 0
  const parking = await db
    .update(clientChannels)
    .set(made)
    .where(and(ofClient, eq(clientChannels.state, 'parking'), free))
    .returning({ id: clientChannels.id })
  return parking.length > 0
}

/** Seats people; who sits on the seat already keeps the outcome of their invitation. */
export async function addSeats(tx: Tx, clientId: number, holders: readonly SeatHolder[], now: Date): Promise<void> {
  if (holders.length === 0) return
  await tx
    .insert(teamSeats)
    .values(
      holders.map(({ seat, personId, onBehalfOf }) => ({
        clientId,
        seat,
        personId,
        onBehalfOf: onBehalfOf?.personId,
        onBehalfSeat: onBehalfOf?.seat,
        seatedAt: now,
      })),
    )
    .onConflictDoNothing({ target: [teamSeats.clientId, teamSeats.seat, teamSeats.personId] })
}

/** Frees these seats in one statement: a holder's together with those of who sits for the holder. */
export async function removeSeats(tx: Tx, clientId: number, holders: readonly SeatHolder[]): Promise<void> {
  if (holders.length === 0) return
  const these = holders.map(({ seat, personId }) => and(eq(teamSeats.seat, seat), eq(teamSeats.personId, personId)))
  await tx.delete(teamSeats).where(and(eq(teamSeats.clientId, clientId), or(...these)))
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
