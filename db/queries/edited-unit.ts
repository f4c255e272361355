import { and, asc, count, eq, ilike, inArray, isNull, ne, or, sql } from 'drizzle-orm'
import type { EditedUnit, EditGround } from '../../src/domain/organisation/organisation-edit.ts'
import type { Position } from '../../src/domain/organisation/position.ts'
import type { UnitLevel } from '../../src/domain/organisation/unit.ts'
import type { Tx } from '../connection.ts'
import { appointments } from '../schema/appointments.ts'
import { clients } from '../schema/clients.ts'
import { cooperations } from '../schema/cooperations.ts'
import { people } from '../schema/people.ts'
import { recommendationSteps } from '../schema/recommendation-steps.ts'
import { reviewSteps } from '../schema/review-steps.ts'
import { unitConsents } from '../schema/unit-consents.ts'
import { units } from '../schema/units.ts'
import { containing } from './containing.ts'
import { notEnded, worksHere } from './posts.ts'

const unitColumns = {
  id: units.id,
  code: units.code,
  name: units.name,
  level: units.level,
  branchId: units.branchId,
  parentId: units.parentId,
  region: units.region,
  closedOn: units.closedOn,
}

/** A post at a unit that has not ended, and who holds it; it ends with its holder's leaving at the latest. */
export interface PostRow {
  readonly id: number
  readonly personId: number
  readonly name: string
  readonly position: Position
  readonly unitId: number
  readonly from: string
  readonly to: string | null
}

/** Units that an edit is about, held until the transaction ends. */
export function lockUnits(tx: Tx, ids: readonly number[]): Promise<EditedUnit[]> {
  return tx
    .select(unitColumns)
    .from(units)
    .where(inArray(units.id, [...ids]))
    .orderBy(asc(units.id))
    .for('update')
}

/** Units by their codes, held until the transaction ends. */
export function lockUnitsByCode(tx: Tx, codes: readonly string[]): Promise<EditedUnit[]> {
  return tx
    .select(unitColumns)
    .from(units)
    .where(inArray(units.code, [...codes]))
    .orderBy(asc(units.id))
    .for('update')
}

/** A unit as an administrator sees it, or null. */
export async function editedUnit(tx: Tx, id: number): Promise<EditedUnit | null> {
  const [unit] = await tx.select(unitColumns).from(units).where(eq(units.id, id))
  return unit ?? null
}

/** Open units by part of name or code, of some levels. */
export function findUnits(tx: Tx, typed: string, levels: readonly UnitLevel[], limit: number): Promise<EditedUnit[]> {
  const pattern = containing(typed)
  return tx
    .select(unitColumns)
    .from(units)
    .where(
      and(
        isNull(units.closedOn),
        inArray(units.level, [...levels]),
        or(ilike(units.name, pattern), ilike(units.code, pattern)),
      ),
    )
    .orderBy(asc(units.code))
    .limit(limit)
}

/** Posts at a unit that hold or will hold. */
export function postsAt(tx: Tx, unitId: number, today: string): Promise<PostRow[]> {
  return tx
    .select({
      id: appointments.id,
      personId: appointments.personId,
      name: people.name,
      position: appointments.position,
      unitId: appointments.unitId,
      from: appointments.from,
      to: sql<string | null>`least(${appointments.to}, ${people.leftOn})`,
    })
    .from(appointments)
    .innerJoin(people, eq(people.id, appointments.personId))
    .where(and(eq(appointments.unitId, unitId), notEnded(today), worksHere(today)))
    .orderBy(asc(appointments.position), asc(appointments.from), asc(appointments.id))
}

/** The post of a key, held until the transaction ends. */
export async function lockPost(tx: Tx, id: number) {
  const [post] = await tx.select().from(appointments).where(eq(appointments.id, id)).for('update')
  return post ?? null
}

/** Whether a person works here on a day, and whether they hold a post at a unit that has not ended. */
export async function personForPost(
  tx: Tx,
  personId: number,
  unitId: number,
  position: Position,
  today: string,
): Promise<EditGround['person']> {
  const [person] = await tx.select({ leftOn: people.leftOn }).from(people).where(eq(people.id, personId))
  if (!person) return null
  const [held] = await tx
    .select({ id: appointments.id })
    .from(appointments)
    .where(
      and(
        eq(appointments.personId, personId),
        eq(appointments.unitId, unitId),
        eq(appointments.position, position),
        notEnded(today),
      ),
    )
  return { active: person.leftOn === null || person.leftOn > today, holdsIt: held !== undefined }
}

/** What still hangs on a unit. */
export async function useOfUnit(tx: Tx, unitId: number, today: string): Promise<EditGround['inUse']> {
  const [below] = await tx
    .select({ n: count() })
    .from(units)
    .where(and(eq(units.parentId, unitId), isNull(units.closedOn)))
  const [led] = await tx
    .select({ n: count() })
    .from(clients)
    .where(and(eq(clients.leadUnitId, unitId), eq(clients.state, 'designated')))
  const [asked] = await tx
    .select({ n: count() })
    .from(recommendationSteps)
    .where(and(eq(recommendationSteps.unitId, unitId), inArray(recommendationSteps.state, ['open', 'waiting'])))
  const [reviewing] = await tx
    .select({ n: count() })
    .from(reviewSteps)
    .where(and(eq(reviewSteps.unitId, unitId), inArray(reviewSteps.state, ['open', 'waiting'])))
  const [helped] = await tx
    .select({ n: count() })
    .from(cooperations)
    .where(and(eq(cooperations.unitId, unitId), isNull(cooperations.endedAt)))
  const [consenting] = await tx
    .select({ n: count() })
    .from(unitConsents)
    .where(and(eq(unitConsents.unitId, unitId), eq(unitConsents.state, 'open')))
  return {
    posts: (await postsAt(tx, unitId, today)).length,
    units: below?.n ?? 0,
    clients: (led?.n ?? 0) + (helped?.n ?? 0),
    steps: (asked?.n ?? 0) + (reviewing?.n ?? 0) + (consenting?.n ?? 0),
  }
}

/** Whether an open unit bears the name; another one than `unitId`, where that is given. */
export async function isNameTaken(tx: Tx, name: string, unitId: number | null): Promise<boolean> {
  const [other] = await tx
    .select({ id: units.id })
    .from(units)
    .where(and(eq(units.name, name), unitId === null ? undefined : ne(units.id, unitId), isNull(units.closedOn)))
    .limit(1)
  return other !== undefined
}

/** The unit that has a code, open or closed, or null. */
export async function unitOfCode(tx: Tx, code: string): Promise<EditedUnit | null> {
  const [unit] = await tx.select(unitColumns).from(units).where(eq(units.code, code))
  return unit ?? null
}

/**
 * Administrators whose post does not end; their posts and they themselves are held, so that two can neither end each other's post nor
 * have each other leave at once.
 */
export async function lastingAdministrators(tx: Tx, today: string): Promise<ReadonlySet<number>> {
  const rows = await tx
    .select({ personId: appointments.personId })
    .from(appointments)
    .innerJoin(people, eq(people.id, appointments.personId))
    .where(
      and(
        eq(appointments.position, 'administrator'),
        isNull(appointments.to),
        sql`${appointments.from} <= ${today}::date`,
        isNull(people.leftOn),
      ),
    )
    .for('no key update', { of: [appointments, people] })
  return new Set(rows.map(({ personId }) => personId))
}
