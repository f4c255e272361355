import { eq, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { BankRows, FigureRow } from '../../src/domain/organisation/import-row.ts'
import type { Tx } from '../connection.ts'
import { appointments } from '../schema/appointments.ts'
import { calendarDays } from '../schema/calendar-days.ts'
import { clients } from '../schema/clients.ts'
import { people } from '../schema/people.ts'
import { units } from '../schema/units.ts'
import { textArray } from './arrays.ts'

/** Any number, the same for every process: imports of one bank stand in line behind it. */
const importLock = 7_301_452

/**
 * Keeps other imports out until the transaction ends, and waits a minute for one that is running. The transaction gets
 * time as well: the session's limits are made for a click, not for checking a whole bank between two statements.
 */
export async function lockImport(tx: Tx): Promise<void> {
  await tx.execute(sql`
    select set_config('lock_timeout', '60s', true), set_config('statement_timeout', '90s', true),
           set_config('idle_in_transaction_session_timeout', '5min', true)`)
  await tx.execute(sql`select pg_advisory_xact_lock(${importLock})`)
}

/** Somebody who works here on a day, by employee number; null where nobody of that number does. */
export async function employeeHere(tx: Tx, employeeNo: string, today: string): Promise<{ name: string } | null> {
  const [person] = await tx
    .select({ name: people.name, leftOn: people.leftOn })
    .from(people)
    .where(eq(people.employeeNo, employeeNo))
  return person && (person.leftOn === null || person.leftOn > today) ? { name: person.name } : null
}

/**
 * The whole bank by codes, as an import compares it.
 *
 * @param figureCodes clients whose figures are read; nobody else's are
 */
export async function knownBank(tx: Tx, figureCodes: readonly string[]): Promise<BankRows> {
  return {
    units: await knownUnits(tx),
    people: await tx
      .select({ employeeNo: people.employeeNo, name: people.name, email: people.email, leftOn: people.leftOn })
      .from(people),
    appointments: await tx
      .select({
        employeeNo: people.employeeNo,
        unitCode: units.code,
        position: appointments.position,
        from: appointments.from,
        to: appointments.to,
      })
      .from(appointments)
      .innerJoin(people, eq(people.id, appointments.personId))
      .innerJoin(units, eq(units.id, appointments.unitId)),
    figures: await lastWordOnFigures(tx, figureCodes),
    clients: await tx
      .select({
        code: clients.code,
        shortName: clients.shortName,
        legalName: clients.legalName,
        englishName: clients.englishName,
        region: clients.region,
        industry: clients.industry,
        listedOn: clients.listedOn,
      })
      .from(clients),
    calendar: await tx.select().from(calendarDays),
  }
}

function knownUnits(tx: Tx) {
  const parents = alias(units, 'parents')
  return tx
    .select({
      code: units.code,
      name: units.name,
      level: units.level,
      parentCode: parents.code,
      region: units.region,
      closedOn: units.closedOn,
    })
    .from(units)
    .leftJoin(parents, eq(parents.id, units.parentId))
}

/** The last word on each client, metric and period. */
async function lastWordOnFigures(tx: Tx, codes: readonly string[]): Promise<FigureRow[]> {
  if (codes.length === 0) return []
  const rows = await tx.execute<{ [K in keyof FigureRow]: FigureRow[K] }>(sql`
    select distinct on (f.client_id, f.metric, f.period_end, f.period) c.code as "clientCode", f.metric, f.period,
      f.period_end::text as "periodEnd", f.value::float8 as value, f.unit, f.source
    from client_figures f join clients c on c.id = f.client_id
    where c.code = any(${textArray(codes)})
    order by f.client_id, f.metric, f.period_end, f.period, f.id desc`)
  return [...rows]
}
