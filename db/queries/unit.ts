import { and, asc, eq, ilike, inArray, isNull, or, sql } from 'drizzle-orm'
import type { Unit } from '../../src/domain/organisation/unit.ts'
import type { Tx } from '../connection.ts'
import { units } from '../schema/units.ts'
import { containing } from './containing.ts'

const unitColumns = { id: units.id, code: units.code, name: units.name, level: units.level, branchId: units.branchId }

/** A unit by key, or null. */
export async function unitById(tx: Tx, id: number): Promise<Unit | null> {
  const [unit] = await tx.select(unitColumns).from(units).where(eq(units.id, id))
  return unit ?? null
}

/** A unit by key, or null; until the transaction ends it neither moves nor closes. */
export async function holdUnit(tx: Tx, id: number): Promise<Unit | null> {
  const [unit] = await tx.select(unitColumns).from(units).where(eq(units.id, id)).for('share')
  return unit ?? null
}

/** Units by key; those that are not there are left out. */
export async function unitsById(tx: Tx, ids: readonly number[]): Promise<Unit[]> {
  if (ids.length === 0) return []
  return tx
    .select(unitColumns)
    .from(units)
    .where(inArray(units.id, [...ids]))
}

/** Head office's key; throws on a bank without one, which the import never leaves behind. */
export async function headOfficeId(tx: Tx): Promise<number> {
  const [unit] = await tx.select({ id: units.id }).from(units).where(eq(units.level, 'head_office'))
  if (!unit) throw new Error('the organisation has no head office: import the units first')
  return unit.id
}

/** Units that may lead a client begun at a unit, filtered by a part of name or code; at most `limit`. */
export async function leadUnitsFor(tx: Tx, beganAt: Unit, part: string, limit: number): Promise<Unit[]> {
  const pattern = containing(part)
  const matching = or(ilike(units.name, pattern), ilike(units.code, pattern))
  const rows = await tx
    .select(unitColumns)
    .from(units)
    .where(and(matching, isNull(units.closedOn)))
    .orderBy(units.id)
  return rows
    .filter((unit) => unit.level !== 'head_office')
    .filter(
      (unit) =>
        beganAt.level === 'head_office' ||
        unit.id === beganAt.id ||
        (beganAt.level === 'branch' && unit.branchId === beganAt.id),
    )
    .slice(0, limit)
}

/** Branches of these keys, by code. */
export function branchesById(tx: Tx, ids: readonly number[]): Promise<Unit[]> {
  if (ids.length === 0) return Promise.resolve([])
  return tx
    .select(unitColumns)
    .from(units)
    .where(inArray(units.id, [...ids]))
    .orderBy(asc(units.code))
}

/**
 * Branches by a part of name or code: those named exactly, else all that fit; at most `limit`, by code. One that was closed is
 * meant only where no open one fits, so that its old filings stay within reach.
 */
export async function branchesNamed(tx: Tx, typed: string, limit: number): Promise<Unit[]> {
  const pattern = containing(typed)
  const found = await tx
    .select({ ...unitColumns, closedOn: units.closedOn })
    .from(units)
    .where(and(eq(units.level, 'branch'), or(ilike(units.name, pattern), ilike(units.code, pattern))))
    .orderBy(sql`${units.closedOn} is not null`, asc(units.code))
    .limit(limit)
  const open = found.filter(({ closedOn }) => closedOn === null)
  const meant = (open.length > 0 ? open : found).map(({ closedOn: _closedOn, ...unit }) => unit)
  const exact = meant.filter(({ name, code }) => name === typed || code.toLowerCase() === typed.toLowerCase())
  return exact.length > 0 ? exact : meant
}
