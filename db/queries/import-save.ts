import { type SQL, sql } from 'drizzle-orm'
import { nameKey } from '../../src/domain/client/name.ts'
import type {
  AppointmentRow,
  CalendarRow,
  ClientRow,
  FigureRow,
  PersonRow,
  UnitRow,
} from '../../src/domain/organisation/import-row.ts'
import type { Tx } from '../connection.ts'
import { textArray } from './arrays.ts'
import { wantChecks } from './criteria-checks.ts'
import { insertFigures } from './figures.ts'

/**
 * Enters units or updates them by code, with their parents and branches, closes them and opens them again. Parents must be in the
 * list or there already. A unit that opens again is merged into no other.
 */
export async function saveUnits(tx: Tx, rows: readonly UnitRow[]): Promise<void> {
  await tx.execute(sql`
    insert into units (code, name, level, region, closed_on)
    select code, name, level, region, closed_on::date
    from unnest(${column(rows, 'code')}, ${column(rows, 'name')}, ${column(rows, 'level')}, ${column(rows, 'region')},
                ${column(rows, 'closedOn')}) as given (code, name, level, region, closed_on)
    on conflict (code) do update set name = excluded.name, level = excluded.level, region = excluded.region,
      closed_on = excluded.closed_on,
      merged_into_id = case when excluded.closed_on is null then null else units.merged_into_id end`)
  await tx.execute(sql`
    update units set parent_id = parent.id,
      branch_id = case units.level when 'branch' then units.id when 'sub_branch' then parent.id end
    from unnest(${column(rows, 'code')}, ${column(rows, 'parentCode')}) as given (code, parent_code)
    left join units as parent on parent.code = given.parent_code
    where units.code = given.code`)
}

/** Enters people or updates them by employee number. */
export async function savePeople(tx: Tx, rows: readonly PersonRow[]): Promise<void> {
  await tx.execute(sql`
    insert into people (employee_no, name, email, left_on)
    select employee_no, name, email, left_on::date
    from unnest(${column(rows, 'employeeNo')}, ${column(rows, 'name')}, ${column(rows, 'email')},
                ${column(rows, 'leftOn')}) as given (employee_no, name, email, left_on)
    on conflict (employee_no) do update set name = excluded.name, email = excluded.email, left_on = excluded.left_on`)
}

/**
 * Gives people whose address is about to change one of no use, so that two may exchange theirs: the unique index looks at
 * every row as it is written, not at the end of the statement.
 */
export async function parkEmails(tx: Tx, employeeNos: readonly string[]): Promise<void> {
  await tx.execute(sql`
    update people set email = 'moving-' || id || '@invalid'
    where employee_no = any(${textArray(employeeNos)})`)
}

/** Enters appointments, or sets the end of those there already. Throws where a person or a unit is not there. */
export async function saveAppointments(tx: Tx, rows: readonly AppointmentRow[]): Promise<void> {
  const saved = await tx.execute(sql`
    insert into appointments (person_id, unit_id, position, "from", "to")
    select people.id, units.id, given.position, given.starts::date, given.ends::date
    from unnest(${column(rows, 'employeeNo')}, ${column(rows, 'unitCode')}, ${column(rows, 'position')},
                ${column(rows, 'from')}, ${column(rows, 'to')}) as given (employee_no, unit_code, position, starts, ends)
    join people on people.employee_no = given.employee_no
    join units on units.code = given.unit_code
    on conflict (person_id, unit_id, position, "from") do update set "to" = excluded."to"`)
  if (saved.count !== rows.length) throw new Error(`${rows.length - saved.count} appointments without person or unit`)
}

/** Enters clients as candidates, or updates what is known of them by code; never their standing. */
export async function saveClients(tx: Tx, rows: readonly ClientRow[]): Promise<void> {
  const keyed = rows.map((row) => ({
    ...row,
    shortNameKey: nameKey(row.shortName),
    legalNameKey: nameKey(row.legalName),
  }))
  await tx.execute(sql`
    insert into clients (code, short_name, legal_name, english_name, region, industry, listed_on,
                         short_name_key, legal_name_key)
    select code, short_name, legal_name, english_name, region, industry, listed_on::date, short_name_key, legal_name_key
    from unnest(${column(keyed, 'code')}, ${column(keyed, 'shortName')}, ${column(keyed, 'legalName')},
                ${column(keyed, 'englishName')}, ${column(keyed, 'region')}, ${column(keyed, 'industry')},
                ${column(keyed, 'listedOn')}, ${column(keyed, 'shortNameKey')}, ${column(keyed, 'legalNameKey')})
      as given (code, short_name, legal_name, english_name, region, industry, listed_on, short_name_key, legal_name_key)
    on conflict (code) do update set short_name = excluded.short_name, legal_name = excluded.legal_name,
      english_name = excluded.english_name, region = excluded.region, industry = excluded.industry,
      listed_on = excluded.listed_on, short_name_key = excluded.short_name_key, legal_name_key = excluded.legal_name_key`)
}

/** Enters free days and make-up days, or updates them by date. */
export async function saveCalendar(tx: Tx, rows: readonly CalendarRow[]): Promise<void> {
  await tx.execute(sql`
    insert into calendar_days (date, kind, name)
    select date::date, kind, name
    from unnest(${column(rows, 'date')}, ${column(rows, 'kind')}, ${column(rows, 'name')}) as given (date, kind, name)
    on conflict (date) do update set kind = excluded.kind, name = excluded.name`)
}

/**
 * Keeps figures beside those that are there, and has their clients held against the criteria; gives these clients. Throws
 * where a client is not there.
 */
export async function saveFigures(tx: Tx, rows: readonly FigureRow[], now: Date): Promise<number[]> {
  const codes = [...new Set(rows.map(({ clientCode }) => clientCode))]
  const found = await tx.execute<{ code: string; id: string }>(sql`
    select code, id from clients where code = any(${textArray(codes)}) order by id for update`)
  const idOf = new Map(found.map(({ code, id }) => [code, Number(id)]))
  const figures = rows.map(({ clientCode, ...figure }) => {
    const clientId = idOf.get(clientCode)
    if (clientId === undefined) throw new Error('a figure without its client')
    return { ...figure, clientId, enteredBy: null }
  })
  await insertFigures(tx, figures, now)
  const clientIds = [...idOf.values()]
  await wantChecks(tx, clientIds, now)
  return clientIds
}

/** One column of the rows as one parameter; text for dates too. */
function column<Row>(rows: readonly Row[], key: keyof Row): SQL {
  return textArray(rows.map((row) => row[key]))
}
