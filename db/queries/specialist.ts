import { and, asc, eq, inArray, isNull, lt, lte, or, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { specialistPositions } from '../../src/domain/team/specialists.ts'
import type { Tx } from '../connection.ts'
import { appointments } from '../schema/appointments.ts'
import { clientSpecialists } from '../schema/client-specialists.ts'
import { clients } from '../schema/clients.ts'
import { people } from '../schema/people.ts'
import { inUse } from './in-use.ts'
import { holding } from './posts.ts'

/** A specialist named for a client; the naming has not ended. */
export interface Specialist {
  readonly id: number
  readonly clientId: number
  readonly personId: number
  readonly name: string
  readonly purpose: string
  /** The last day (ISO date); null where none was set. */
  readonly until: string | null
}

/** Specialists of these clients, in the order in which they were named. */
export function specialistsOf(tx: Tx, clientIds: readonly number[]): Promise<Specialist[]> {
  return named(tx, clientIds)
}

/**
 * Those who can sit on a day (ISO date): who hold a post, and can be reached in Slack. Whoever cannot keeps the naming, for when
 * they can again.
 */
export function specialistsToSeat(tx: Tx, clientIds: readonly number[], today: string): Promise<Specialist[]> {
  const holdsPost = sql`exists (select from ${appointments} where ${appointments.personId} = ${people.id}
    and ${inArray(appointments.position, specialistPositions)} and ${holding(today)})`
  return named(tx, clientIds, and(holdsPost, inUse()))
}

function named(tx: Tx, clientIds: readonly number[], also?: SQL): Promise<Specialist[]> {
  if (clientIds.length === 0) return Promise.resolve([])
  return tx
    .select(columns)
    .from(clientSpecialists)
    .innerJoin(people, eq(people.id, clientSpecialists.personId))
    .where(and(inArray(clientSpecialists.clientId, [...clientIds]), isNull(clientSpecialists.endedAt), also))
    .orderBy(asc(clientSpecialists.id))
}

/** A naming that has not ended, or null. */
export async function specialistById(tx: Tx, id: number): Promise<Specialist | null> {
  const [row] = await tx
    .select(columns)
    .from(clientSpecialists)
    .innerJoin(people, eq(people.id, clientSpecialists.personId))
    .where(and(eq(clientSpecialists.id, id), isNull(clientSpecialists.endedAt)))
  return row ?? null
}

const columns = {
  id: clientSpecialists.id,
  clientId: clientSpecialists.clientId,
  personId: clientSpecialists.personId,
  name: people.name,
  purpose: clientSpecialists.purpose,
  until: clientSpecialists.until,
}

/** Names a specialist; the naming's key. */
export async function insertSpecialist(tx: Tx, row: typeof clientSpecialists.$inferInsert): Promise<number> {
  const [inserted] = await tx.insert(clientSpecialists).values(row).returning({ id: clientSpecialists.id })
  if (!inserted) throw new Error('a specialist was not stored')
  return inserted.id
}

/** Ends a naming with a reason. False = it had ended. */
export async function endSpecialist(
  tx: Tx,
  id: number,
  end: { readonly at: Date; readonly by: number; readonly reason: string },
): Promise<boolean> {
  const rows = await tx
    .update(clientSpecialists)
    .set({ endedAt: end.at, endedBy: end.by, endReason: end.reason })
    .where(and(eq(clientSpecialists.id, id), isNull(clientSpecialists.endedAt)))
    .returning({ id: clientSpecialists.id })
  return rows.length > 0
}

/** Ends every naming for a client, as the client exits. */
export async function endSpecialists(tx: Tx, clientId: number, now: Date): Promise<void> {
  await tx
    .update(clientSpecialists)
    .set({ endedAt: now })
    .where(and(eq(clientSpecialists.clientId, clientId), isNull(clientSpecialists.endedAt)))
}

/** Ends namings for these clients whose last day is over, or whose person has left the bank; gives them. */
export function endLapsedSpecialists(
  tx: Tx,
  clientIds: readonly number[],
  { now, today }: { readonly now: Date; readonly today: string },
): Promise<{ id: number; clientId: number }[]> {
  const gone = tx.select({ id: people.id }).from(people).where(lte(people.leftOn, today))
  return tx
    .update(clientSpecialists)
    .set({ endedAt: now })
    .where(
      and(
        inArray(clientSpecialists.clientId, [...clientIds]),
        isNull(clientSpecialists.endedAt),
        or(lt(clientSpecialists.until, today), inArray(clientSpecialists.personId, gone)),
      ),
    )
    .returning({ id: clientSpecialists.id, clientId: clientSpecialists.clientId })
}

/** A naming as its person is told of it. */
export interface ToldNaming {
  readonly personId: number
  readonly client: { readonly id: number; readonly name: string }
  readonly purpose: string
  readonly until: string | null
  /** Who named them, and in whose name. */
  readonly named: { decidedBy: number; deciderName: string; inNameOf: number; principalName: string }
  /** Whether it has ended. */
  readonly over: boolean
  /** Who ended it and why; null where nobody did. */
  readonly ended: { readonly by: number; readonly name: string; readonly reason: string } | null
  /** Whether the person has left the bank by a day. */
  hasLeft(today: string): boolean
}

/** A naming, also one that has ended, with the names of those who had a hand in it; null where there is none. */
export async function toldNaming(tx: Tx, id: number): Promise<ToldNaming | null> {
  const [namer, principal, ender] = [alias(people, 'namer'), alias(people, 'principal'), alias(people, 'ender')]
  const [row] = await tx
    .select({
      naming: clientSpecialists,
      client: { id: clients.id, name: clients.shortName },
      leftOn: people.leftOn,
      namerName: namer.name,
      principalName: principal.name,
      enderName: ender.name,
    })
    .from(clientSpecialists)
    .innerJoin(clients, eq(clients.id, clientSpecialists.clientId))
    .innerJoin(people, eq(people.id, clientSpecialists.personId))
    .innerJoin(namer, eq(namer.id, clientSpecialists.namedBy))
    .innerJoin(principal, eq(principal.id, clientSpecialists.namedInNameOf))
    .leftJoin(ender, eq(ender.id, clientSpecialists.endedBy))
    .where(eq(clientSpecialists.id, id))
  if (!row) return null
  const { naming, client, leftOn, namerName, principalName, enderName } = row
  const { personId, purpose, until, namedBy, namedInNameOf, endedAt, endedBy, endReason } = naming
  return {
    personId,
    client,
    purpose,
    until,
    named: { decidedBy: namedBy, deciderName: namerName, inNameOf: namedInNameOf, principalName },
    over: endedAt !== null,
    ended: endedBy === null ? null : { by: endedBy, name: enderName ?? '', reason: endReason ?? '' },
    hasLeft: (today) => leftOn !== null && leftOn <= today,
  }
}
