import { asc, eq, isNull } from 'drizzle-orm'
import type { Tx } from '../connection.ts'
import { appointments } from '../schema/appointments.ts'
import { people } from '../schema/people.ts'
import { units } from '../schema/units.ts'

/** Everybody who has not left, with the first of their posts. */
export function staffInOffice(tx: Tx) {
  return tx
    .selectDistinctOn([people.id], {
      id: people.id,
      employeeNo: people.employeeNo,
      name: people.name,
      email: people.email,
      position: appointments.position,
      unit: units.name,
      unitCode: units.code,
    })
    .from(people)
    .innerJoin(appointments, eq(appointments.personId, people.id))
    .innerJoin(units, eq(units.id, appointments.unitId))
    .where(isNull(people.leftOn))
    .orderBy(asc(people.id), asc(appointments.id))
}
