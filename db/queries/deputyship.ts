import { aliasedTable, and, asc, eq, gt, inArray, lt, lte, or, type SQL, sql } from 'drizzle-orm'
import type { DeputyPeriod } from '../../src/domain/organisation/deputyship.ts'
import type { Tx } from '../connection.ts'
import { appointments } from '../schema/appointments.ts'
import { deputyships } from '../schema/deputyships.ts'
import { people } from '../schema/people.ts'
import { idArray } from './arrays.ts'

/** A deputyship with the names of who is in it. */
export interface DeputyshipRow extends DeputyPeriod {
  readonly id: number
  readonly principalName: string
  readonly deputyName: string
  readonly reason: string
  readonly namedBy: number
  readonly namerName: string
  readonly endedBy: number | null
  readonly enderName: string | null
}

/** Nobody else names deputies until the transaction ends: loops and chains are judged over all of them. */
export async function lockDeputyships(tx: Tx): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('deputyships', 0))`)
}

/** Deputyships that hold on some day from one to the day before another. */
export function deputyshipsBetween(tx: Tx, from: string, to: string): Promise<DeputyPeriod[]> {
  return tx
    .select({
      principalId: deputyships.principalId,
      deputyId: deputyships.deputyId,
      from: deputyships.from,
      to: deputyships.to,
    })
    .from(deputyships)
    .where(and(lt(deputyships.from, to), gt(deputyships.to, from), lt(deputyships.from, deputyships.to)))
}

/** Names a deputy; its key. */
export async function insertDeputyship(
  tx: Tx,
  row: DeputyPeriod & { readonly reason: string; readonly namedBy: number; readonly namedAt: Date },
): Promise<number> {
  const [inserted] = await tx.insert(deputyships).values(row).returning({ id: deputyships.id })
  if (!inserted) throw new Error('a deputyship was not stored')
  return inserted.id
}

/** Ends a deputyship as of a day; one that has not begun never holds. */
export async function endDeputyshipAt(tx: Tx, id: number, by: number, today: string, now: Date): Promise<void> {
  await tx
    .update(deputyships)
    .set({ to: sql`greatest(${deputyships.from}, ${today}::date)`, endedBy: by, endedAt: now })
    .where(eq(deputyships.id, id))
}

/** Deputyships that hold on a day of whose people one has, or had, a post in one of the units; by key. */
export function deputyshipsIn(
  tx: Tx,
  unitIds: readonly number[],
  today: string,
): Promise<(DeputyPeriod & { readonly id: number })[]> {
  const { id, principalId, deputyId, from, to } = deputyships
  return tx
    .select({ id, principalId, deputyId, from, to })
    .from(deputyships)
    .where(
      and(
        lte(from, today),
        gt(to, today),
        sql`exists (select from ${appointments} where ${appointments.unitId} = any(${idArray(unitIds)})
          and ${appointments.personId} in (${principalId}, ${deputyId}))`,
      ),
    )
    .orderBy(asc(id))
}

/** Ends a deputyship that nobody ends, as of a day; false where it is over already. */
export async function lapseDeputyship(tx: Tx, id: number, today: string): Promise<boolean> {
  const ended = await tx
    .update(deputyships)
    .set({ to: sql`greatest(${deputyships.from}, ${today}::date)` })
    .where(and(eq(deputyships.id, id), gt(deputyships.to, today)))
    .returning({ id: deputyships.id })
  return ended.length > 0
}

/** A deputyship by key, or null. */
export async function deputyshipById(tx: Tx, id: number): Promise<DeputyshipRow | null> {
  const [row] = await rowsWhere(tx, eq(deputyships.id, id), 1)
  return row ?? null
}

/** Deputyships that hold or will hold, in which somebody is, or whose principal is one of the given people. */
export function deputyshipsAround(
  tx: Tx,
  personId: number,
  principalIds: readonly number[],
  today: string,
  limit: number,
): Promise<DeputyshipRow[]> {
  const concerned = or(
    eq(deputyships.principalId, personId),
    eq(deputyships.deputyId, personId),
    eq(deputyships.namedBy, personId),
    inArray(deputyships.principalId, [...principalIds]),
  )
  return rowsWhere(tx, and(gt(deputyships.to, today), lt(deputyships.from, deputyships.to), concerned), limit)
}

/** The deputyship that holds for a person on a day, or null. */
export async function deputyshipOf(tx: Tx, principalId: number, today: string): Promise<DeputyshipRow | null> {
  const holds = and(lte(deputyships.from, today), gt(deputyships.to, today))
  const [row] = await rowsWhere(tx, and(eq(deputyships.principalId, principalId), holds), 1)
  return row ?? null
}

const principal = aliasedTable(people, 'principal')
const deputy = aliasedTable(people, 'deputy')
const namer = aliasedTable(people, 'namer')
const ender = aliasedTable(people, 'ender')

function rowsWhere(tx: Tx, where: SQL | undefined, limit: number): Promise<DeputyshipRow[]> {
  return tx
    .select({
      id: deputyships.id,
      principalId: deputyships.principalId,
      principalName: principal.name,
      deputyId: deputyships.deputyId,
      deputyName: deputy.name,
      from: deputyships.from,
      to: deputyships.to,
      reason: deputyships.reason,
      namedBy: deputyships.namedBy,
      namerName: namer.name,
      endedBy: deputyships.endedBy,
      enderName: ender.name,
    })
    .from(deputyships)
    .innerJoin(principal, eq(principal.id, deputyships.principalId))
    .innerJoin(deputy, eq(deputy.id, deputyships.deputyId))
    .innerJoin(namer, eq(namer.id, deputyships.namedBy))
    .leftJoin(ender, eq(ender.id, deputyships.endedBy))
    .where(where)
    .orderBy(asc(deputyships.from), asc(deputyships.id))
    .limit(limit)
}
