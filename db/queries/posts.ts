import { and, eq, gt, inArray, isNull, lte, or } from 'drizzle-orm'
import type { Post } from '../../src/domain/organisation/standing.ts'
import type { Tx } from '../connection.ts'
import { appointments } from '../schema/appointments.ts'
import { people } from '../schema/people.ts'
import { units } from '../schema/units.ts'

/** People who have not left the bank by a day (ISO date). */
export function worksHere(today: string) {
  return or(isNull(people.leftOn), gt(people.leftOn, today))
}

/** Appointments that hold on a day or later; one that was ended before it began never does. */
export function notEnded(today: string) {
  return or(isNull(appointments.to), and(gt(appointments.to, today), gt(appointments.to, appointments.from)))
}

/** Appointments that hold on a day, of people who still work here. */
export function holding(today: string) {
  return and(lte(appointments.from, today), or(isNull(appointments.to), gt(appointments.to, today)), worksHere(today))
}

/** The posts that people hold on a day, by person; who holds none is not in it. */
export async function postsOf(tx: Tx, personIds: readonly number[], today: string): Promise<Map<number, Post[]>> {
  const rows = await tx
    .select({
      personId: appointments.personId,
      position: appointments.position,
      unit: { id: units.id, code: units.code, name: units.name, level: units.level, branchId: units.branchId },
    })
    .from(appointments)
    .innerJoin(people, eq(people.id, appointments.personId))
    .innerJoin(units, eq(units.id, appointments.unitId))
    .where(and(inArray(appointments.personId, [...personIds]), holding(today)))
    .orderBy(appointments.id)
  const posts = new Map<number, Post[]>()
  for (const { personId, ...post } of rows) posts.set(personId, [...(posts.get(personId) ?? []), post])
  return posts
}
