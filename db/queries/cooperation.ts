import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Unit } from '../../src/domain/organisation/unit.ts'
import type { Tx } from '../connection.ts'
import { clients } from '../schema/clients.ts'
import { cooperations } from '../schema/cooperations.ts'
import { people } from '../schema/people.ts'
import { units } from '../schema/units.ts'

const unitColumns = { id: units.id, code: units.code, name: units.name, level: units.level, branchId: units.branchId }

/** A unit that co-operates in a client's service. */
export interface Cooperation {
  readonly id: number
  readonly clientId: number
  readonly unit: Unit
  readonly begunAt: Date
}

/** Units that co-operate for these clients, longest first. */
export function cooperationsOf(tx: Tx, clientIds: readonly number[]): Promise<Cooperation[]> {
  if (clientIds.length === 0) return Promise.resolve([])
  return withUnits(tx)
    .where(and(inArray(cooperations.clientId, [...clientIds]), isNull(cooperations.endedAt)))
    .orderBy(asc(cooperations.begunAt), asc(cooperations.id))
}

/** A co-operation that has not ended, or null. */
export async function cooperationById(tx: Tx, id: number): Promise<Cooperation | null> {
  const [row] = await withUnits(tx).where(and(eq(cooperations.id, id), isNull(cooperations.endedAt)))
  return row ?? null
}

function withUnits(tx: Tx) {
  return tx
    .select({ id: cooperations.id, clientId: cooperations.clientId, unit: unitColumns, begunAt: cooperations.begunAt })
    .from(cooperations)
    .innerJoin(units, eq(units.id, cooperations.unitId))
}

/** Has a unit co-operate from now on; one that does already goes on. */
export async function beginCooperation(tx: Tx, cooperation: typeof cooperations.$inferInsert): Promise<void> {
  await tx.insert(cooperations).values(cooperation).onConflictDoNothing()
}

/** Ends co-operations of a client: all, or those of one unit. `by` is null where it follows from something else. */
export async function endCooperations(
  tx: Tx,
  clientId: number,
  unitId: number | null,
  end: { readonly at: Date; readonly by: number | null; readonly reason: string | null },
): Promise<number> {
  const rows = await tx
    .update(cooperations)
    .set({ endedAt: end.at, endedBy: end.by, endReason: end.reason })
    .where(
      and(
        eq(cooperations.clientId, clientId),
        isNull(cooperations.endedAt),
        unitId === null ? undefined : eq(cooperations.unitId, unitId),
      ),
    )
    .returning({ id: cooperations.id })
  return rows.length
}

/** A co-operation that somebody ended, as people are told of it; null where nobody did. */
export async function endedCooperation(tx: Tx, id: number) {
  const [row] = await tx
    .select({
      unitName: units.name,
      client: clients.shortName,
      endedBy: people.name,
      reason: sql<string>`coalesce(${cooperations.endReason}, '')`,
    })
    .from(cooperations)
    .innerJoin(units, eq(units.id, cooperations.unitId))
    .innerJoin(clients, eq(clients.id, cooperations.clientId))
    .innerJoin(people, eq(people.id, cooperations.endedBy))
    .where(eq(cooperations.id, id))
  return row ?? null
}

/**
 * Hands what a merged sub-branch helps with over to another. Where that one leads, co-operates already, or is the client's own
 * branch, the co-operation ends with the unit.
 */
export async function mergeCooperations(tx: Tx, unitId: number, intoId: number, now: Date): Promise<void> {
  const served = sql`(${cooperations.clientId} in (select id from ${clients} where lead_unit_id = ${intoId})
    or exists (select from cooperations other where other.client_id = ${cooperations.clientId}
      and other.unit_id = ${intoId} and other.ended_at is null))`
  const open = and(eq(cooperations.unitId, unitId), isNull(cooperations.endedAt))
  await tx.update(cooperations).set({ endedAt: now }).where(and(open, served))
  await tx.update(cooperations).set({ unitId: intoId }).where(open)
  // The unit into which the client's lead was merged leads now, and co-operates no more.
  await tx
    .update(cooperations)
    .set({ endedAt: now })
    .where(
      and(
        eq(cooperations.unitId, intoId),
        isNull(cooperations.endedAt),
        sql`${cooperations.clientId} in (select id from ${clients} where lead_unit_id = ${intoId})`,
      ),
    )
}
