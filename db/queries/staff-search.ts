import { and, asc, eq, gt, ilike, inArray, isNull, lte, ne, or } from 'drizzle-orm'
import type { Position } from '../../src/domain/organisation/position.ts'
import type { Tx } from '../connection.ts'
import { appointments } from '../schema/appointments.ts'
import { people } from '../schema/people.ts'
import { units } from '../schema/units.ts'
import { containing } from './containing.ts'
import { worksHere } from './posts.ts'

/** A member of staff with one of their posts, to choose from. */
export interface FoundStaff {
  readonly id: number
  readonly name: string
  readonly employeeNo: string
  readonly position: Position
  readonly unitName: string
}

/**
 * Who holds a post other than administrator on a day, by part of name or employee number, each once.
 *
 * @param unitIds where; null = anywhere in the bank
 */
export async function findStaff(
  tx: Tx,
  unitIds: readonly number[] | null,
  typed: string,
  today: string,
  limit: number,
): Promise<FoundStaff[]> {
  if (unitIds?.length === 0) return []
  const pattern = containing(typed)
  return tx
    .selectDistinctOn([people.id], {
      id: people.id,
      name: people.name,
      employeeNo: people.employeeNo,
      position: appointments.position,
      unitName: units.name,
    })
    .from(appointments)
    .innerJoin(people, eq(people.id, appointments.personId))
    .innerJoin(units, eq(units.id, appointments.unitId))
    .where(
      and(
        unitIds ? inArray(appointments.unitId, [...unitIds]) : undefined,
        ne(appointments.position, 'administrator'),
        lte(appointments.from, today),
        or(isNull(appointments.to), gt(appointments.to, today)),
        worksHere(today),
        or(ilike(people.name, pattern), ilike(people.employeeNo, pattern)),
      ),
    )
    .orderBy(asc(people.id), asc(appointments.id))
    .limit(limit)
}

/** The given units and those right below them. */
export async function unitsUnder(tx: Tx, unitIds: readonly number[]): Promise<number[]> {
  if (unitIds.length === 0) return []
  const rows = await tx
    .select({ id: units.id })
    .from(units)
    .where(or(inArray(units.id, [...unitIds]), inArray(units.parentId, [...unitIds])))
  return rows.map(({ id }) => id)
}

/** The units of a branch, or head office alone. */
export async function unitsOfHouse(tx: Tx, houseIds: readonly number[]): Promise<number[]> {
  if (houseIds.length === 0) return []
  const rows = await tx
    .select({ id: units.id })
    .from(units)
    .where(or(inArray(units.id, [...houseIds]), inArray(units.branchId, [...houseIds])))
  return rows.map(({ id }) => id)
}

/** A member of staff, whatever post they hold. */
export interface FoundPerson {
  readonly id: number
  readonly name: string
  readonly employeeNo: string
}

/** Everybody who works here on a day, by part of name or employee number. */
export function findPeople(tx: Tx, typed: string, today: string, limit: number): Promise<FoundPerson[]> {
  const pattern = containing(typed)
  return tx
    .select({ id: people.id, name: people.name, employeeNo: people.employeeNo })
    .from(people)
    .where(and(worksHere(today), or(ilike(people.name, pattern), ilike(people.employeeNo, pattern))))
    .orderBy(asc(people.name), asc(people.id))
    .limit(limit)
}
