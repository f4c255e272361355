import { and, asc, eq, gt, ilike, isNull, lte, max, or, sql } from 'drizzle-orm'
import type { Position } from '../../src/domain/organisation/position.ts'
import type { Queryable, Tx } from '../connection.ts'
import { appointments } from '../schema/appointments.ts'
import { people } from '../schema/people.ts'
import { units } from '../schema/units.ts'
import { containing } from './containing.ts'
import { notEnded } from './posts.ts'

/** A member of staff, here or not any more. */
export interface EditedPerson {
  readonly id: number
  readonly name: string
  readonly employeeNo: string
  /** First day on which the person no longer works here; null while they do. */
  readonly leftOn: string | null
}

/** A post of a person, and where it is. */
export interface PersonPost {
  readonly position: Position
  readonly unitName: string
  readonly from: string
  readonly to: string | null
}

const personColumns = { id: people.id, name: people.name, employeeNo: people.employeeNo, leftOn: people.leftOn }

/** A person, or null. */
export async function personById(tx: Queryable, id: number): Promise<EditedPerson | null> {
  const [person] = await tx.select(personColumns).from(people).where(eq(people.id, id))
  return person ?? null
}

/** The person, held until the transaction ends; null where there is none. */
export async function lockPerson(tx: Tx, id: number): Promise<EditedPerson | null> {
  const [person] = await tx.select(personColumns).from(people).where(eq(people.id, id)).for('no key update')
  return person ?? null
}

/** Everybody ever entered, by part of name or employee number; who works here first. */
export function findAnybody(tx: Tx, typed: string, limit: number): Promise<EditedPerson[]> {
  const pattern = containing(typed)
  return tx
    .select(personColumns)
    .from(people)
    .where(or(ilike(people.name, pattern), ilike(people.employeeNo, pattern)))
    .orderBy(sql`${people.leftOn} is not null`, asc(people.name), asc(people.id))
    .limit(limit)
}

/** Posts that a person holds on a day or later; one that never holds is none. */
export function postsFrom(tx: Tx, personId: number, day: string): Promise<PersonPost[]> {
  return tx
    .select({ position: appointments.position, unitName: units.name, from: appointments.from, to: appointments.to })
    .from(appointments)
    .innerJoin(units, eq(units.id, appointments.unitId))
    .where(and(eq(appointments.personId, personId), notEnded(day)))
    .orderBy(asc(appointments.from), asc(appointments.id))
}

/** First day of a person's latest post that has begun by a day; null where none has. */
export async function latestPost(tx: Tx, personId: number, today: string): Promise<string | null> {
  const [latest] = await tx
    .select({ from: max(appointments.from) })
    .from(appointments)
    .where(
      and(
        eq(appointments.personId, personId),
        lte(appointments.from, today),
        or(isNull(appointments.to), gt(appointments.to, appointments.from)),
      ),
    )
  return latest?.from ?? null
}

/** Enters the first day on which a person no longer works here; null = they do. */
export async function setLeftOn(tx: Tx, personId: number, leftOn: string | null): Promise<void> {
  await tx.update(people).set({ leftOn }).where(eq(people.id, personId))
}

/** Ends all posts of a person as of a day; those that have not begun by then never hold. */
export async function endPosts(tx: Tx, personId: number, day: string): Promise<void> {
  await tx
    .update(appointments)
    .set({ to: sql`greatest(${appointments.from}, ${day}::date)` })
    .where(and(eq(appointments.personId, personId), or(isNull(appointments.to), gt(appointments.to, day))))
}
