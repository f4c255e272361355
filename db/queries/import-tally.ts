import { type SQL, sql } from 'drizzle-orm'
import type { BankDifference } from '../../src/domain/organisation/import-difference.ts'
import type { Tallies, Tally } from '../../src/domain/organisation/import-plausibility.ts'
import type { Tx } from '../connection.ts'
import { textArray } from './arrays.ts'

type Counted = Record<string, string | number>

/**
 * Locks the rows that an import is about to change and counts, in the database, how many of them it ends, closes or moves, beside
 * how many are held. To be called before saving; administrators are told apart, as others may come with the same import.
 */
export async function tallyChanges(
  tx: Tx,
  difference: BankDifference,
  today: string,
): Promise<Omit<Tallies, 'administrators_gone'>> {
  const people = await tallyPeople(tx, difference.people, today)
  const units = await tallyUnits(tx, difference.units)
  return {
    ...people,
    appointments_ended: await tallyAppointments(tx, difference.appointments, today),
    ...units,
  }
}

async function tallyPeople(tx: Tx, { changed }: BankDifference['people'], today: string) {
  const after = changed.map((change) => change.after)
  const here = sql`(p.left_on is null or p.left_on > ${today}::date)`
  const [row] = await tx.execute<Counted>(sql`
    with given as (select * from unnest(${column(after, 'employeeNo')}, ${column(after, 'leftOn')}, ${column(after, 'email')})
        as given (employee_no, left_on, email)),
      held as (select p.left_on, p.email, given.left_on::date as leaves_on, given.email as address, ${here} as here
        from people p join given on given.employee_no = p.employee_no for update of p)
    select (select count(*) from people p where ${here}) as held,
      count(*) filter (where here and leaves_on < coalesce(left_on, 'infinity')) as gone,
      count(*) filter (where here and lower(address) <> lower(email)) as addresses
    from held`)
  const held = Number(row?.held)
  return {
    people_gone: { held, changed: Number(row?.gone) },
    addresses_changed: { held, changed: Number(row?.addresses) },
  }
}

async function tallyAppointments(tx: Tx, { changed }: BankDifference['appointments'], today: string): Promise<Tally> {
  const after = changed.map((change) => change.after)
  const runs = sql`(a."to" is null or a."to" > ${today}::date)`
  const [row] = await tx.execute<Counted>(sql`
    with given as (select * from unnest(${column(after, 'employeeNo')}, ${column(after, 'unitCode')}, ${column(after, 'position')},
        ${column(after, 'from')}, ${column(after, 'to')}) as given (employee_no, unit_code, position, starts, ends)),
      held as (select a."to", given.ends::date as ends, ${runs} as runs
        from given join people p on p.employee_no = given.employee_no join units u on u.code = given.unit_code
        join appointments a on a.person_id = p.id and a.unit_id = u.id and a.position = given.position
          and a."from" = given.starts::date for update of a)
    select (select count(*) from appointments a where ${runs}) as held,
      count(*) filter (where runs and ends < coalesce("to", 'infinity')) as ended
    from held`)
  return { held: Number(row?.held), changed: Number(row?.ended) }
}

/** A moved unit takes along the clients it leads: their teams are then of another branch. */
async function tallyUnits(tx: Tx, { changed }: BankDifference['units']) {
  const after = changed.map((change) => change.after)
  const [row] = await tx.execute<Counted>(sql`
    with given as (select * from unnest(${column(after, 'code')}, ${column(after, 'parentCode')}, ${column(after, 'closedOn')})
        as given (code, parent_code, closed_on)),
      held as (select u.id, u.parent_id, given.parent_code, u.closed_on, given.closed_on as closes_on
        from units u join given on given.code = u.code for update of u),
      moved as (select held.id from held left join units parent on parent.id = held.parent_id
        where held.closed_on is null and parent.code is distinct from held.parent_code)
    select (select count(*) from units where closed_on is null) as units,
      (select count(*) from clients where state = 'designated') as clients,
      (select count(*) from held where closed_on is null and closes_on is not null) as closed,
      (select count(*) from moved) as moved,
      (select count(*) from clients where state = 'designated' and lead_unit_id in (select id from moved)) as "clientsMoved"`)
  const held = Number(row?.units)
  return {
    units_closed: { held, changed: Number(row?.closed) },
    units_moved: { held, changed: Number(row?.moved) },
    clients_moved: { held: Number(row?.clients), changed: Number(row?.clientsMoved) },
  }
}

/** One column of the rows as one parameter; text for dates too. */
function column<Row>(rows: readonly Row[], key: keyof Row): SQL {
  return textArray(rows.map((row) => row[key]))
}
