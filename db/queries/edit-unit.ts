import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Position } from '../../src/domain/organisation/position.ts'
import type { Unit } from '../../src/domain/organisation/unit.ts'
import type { Tx } from '../connection.ts'
import { appointments } from '../schema/appointments.ts'
import { clients } from '../schema/clients.ts'
import { recommendations } from '../schema/recommendations.ts'
import { units } from '../schema/units.ts'
import { mergeCooperations } from './cooperation.ts'
import { markUnits } from './organisation-marks.ts'

/** Appoints a person from a day on. A post that had ended on that very day goes on. */
export async function appoint(
  tx: Tx,
  post: { personId: number; unitId: number; position: Position; from: string },
): Promise<void> {
  await tx
    .insert(appointments)
    .values(post)
    .onConflictDoUpdate({
      target: [appointments.personId, appointments.unitId, appointments.position, appointments.from],
      set: { to: null },
    })
}

/** Ends a post as of a day; one that has not begun never holds. */
export async function endPost(tx: Tx, appointmentId: number, to: string): Promise<void> {
  await tx
    .update(appointments)
    .set({ to: sql`greatest(${appointments.from}, ${to}::date)` })
    .where(eq(appointments.id, appointmentId))
}

/** Opens a unit right below another one; its key. A branch belongs to itself, a sub-branch to its branch. */
export async function openUnit(
  tx: Tx,
  parent: Pick<Unit, 'id'>,
  unit: Pick<Unit, 'code' | 'name' | 'level'> & { readonly region: string },
): Promise<number> {
  const [opened] = await tx
    .insert(units)
    .values({ ...unit, parentId: parent.id, branchId: unit.level === 'branch' ? null : parent.id })
    .returning({ id: units.id })
  if (!opened) throw new Error('a unit that was not inserted')
  if (unit.level === 'branch') await tx.update(units).set({ branchId: opened.id }).where(eq(units.id, opened.id))
  return opened.id
}

/** Puts a sub-branch under another branch. */
export async function moveUnit(tx: Tx, unitId: number, branchId: number): Promise<void> {
  await tx.update(units).set({ parentId: branchId, branchId }).where(eq(units.id, unitId))
}

export async function renameUnit(tx: Tx, unitId: number, name: string): Promise<void> {
  await tx.update(units).set({ name }).where(eq(units.id, unitId))
}

/** Closes a unit as of a day; its row stays for what was decided there. */
export async function closeUnit(tx: Tx, unitId: number, today: string, mergedIntoId: number | null): Promise<void> {
  await tx.update(units).set({ closedOn: today, mergedIntoId }).where(eq(units.id, unitId))
}

/**
 * Hands what a sub-branch has over to another: its posts except the president's, who ends, its clients, and what is on its way.
 * What was decided stays where it was decided.
 */
export async function handOverUnit(
  tx: Tx,
  unitId: number,
  intoId: number,
  { today, now }: { readonly today: string; readonly now: Date },
): Promise<void> {
  await tx.execute(sql`
    insert into appointments (person_id, unit_id, position, "from", "to")
    select person_id, ${intoId}, position, greatest("from", ${today}::date), "to" from appointments
    where unit_id = ${unitId} and ("to" is null or "to" > ${today}::date) and position <> 'sub_branch_president'
    on conflict (person_id, unit_id, position, "from") do update set "to" = excluded."to"`)
  await tx.execute(sql`
    update appointments set "to" = greatest("from", ${today}::date)
    where unit_id = ${unitId} and ("to" is null or "to" > ${today}::date)`)
  await tx.update(clients).set({ leadUnitId: intoId }).where(eq(clients.leadUnitId, unitId))
  await mergeCooperations(tx, unitId, intoId, now)
  const onTheirWay = inArray(recommendations.state, ['draft', 'submitted', 'returned'])
  await tx
    .update(recommendations)
    .set({ leadUnitId: intoId })
    .where(and(eq(recommendations.leadUnitId, unitId), onTheirWay))
  await tx
    .update(recommendations)
    .set({ beganAtUnitId: intoId })
    .where(and(eq(recommendations.beganAtUnitId, unitId), onTheirWay))
  for (const table of [sql`recommendation_steps`, sql`review_steps`]) {
    await tx.execute(sql`
      update ${table} set unit_id = ${intoId} where unit_id = ${unitId} and state in ('open', 'waiting')`)
    await tx.execute(sql`
      update ${table} set raised_from = jsonb_set(raised_from, '{unitId}', to_jsonb(${intoId}::bigint))
      where (raised_from ->> 'unitId')::bigint = ${unitId} and state = 'open'`)
  }
  // Clients that change their lead unit are no change of a unit: no trigger sees them.
  await markUnits(tx, [unitId, intoId])
}
