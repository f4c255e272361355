import type { Metric } from '../../domain/criteria/metric.ts'
import { checkCalendar } from '../../domain/organisation/import-calendar.ts'
import { checkClients } from '../../domain/organisation/import-clients.ts'
import type { ImportFile } from '../../domain/organisation/import-columns.ts'
import { importFiles } from '../../domain/organisation/import-columns.ts'
import { endOfUnnamed } from '../../domain/organisation/import-complete.ts'
import { finding, type ImportFault, type ImportNote } from '../../domain/organisation/import-fault.ts'
import { checkFigures } from '../../domain/organisation/import-figures.ts'
import { checkPeople } from '../../domain/organisation/import-people.ts'
import type { BankRows, UnitRow } from '../../domain/organisation/import-row.ts'
import { checkUnits } from '../../domain/organisation/import-units.ts'
import type { WorkingCalendar } from '../../domain/working-days.ts'
import type { SourceTable } from './read-table.ts'

/** Rows the files ask for, and all that is wrong with them, in the order of files and lines. */
export interface CheckedTables {
  readonly wanted: BankRows
  readonly faults: ImportFault[]
  readonly notes: ImportNote[]
}

/** What files are held against besides each other. */
export interface ImportGround {
  /** The bank as it is. */
  readonly known: BankRows
  /** The working days announced for everybody. */
  readonly announced: WorkingCalendar
  readonly metrics: readonly Metric[]
  readonly today: string
  /** Files that name all there is. */
  readonly complete: ReadonlySet<ImportFile>
}

/** Holds the files against each other and against what is there. */
export function checkTables(tables: readonly SourceTable[], ground: ImportGround): CheckedTables {
  const { known, announced, metrics, today, complete } = ground
  const table = (file: ImportFile) => tables.find((candidate) => candidate.file === file)
  const unitTable = table('units')
  const units = checkUnits(unitTable?.records ?? [], known.units, today, (code) => mayBeUnread(unitTable, code))
  const byCode = new Map([...known.units, ...units.rows].map((unit) => [unit.code, unit]))
  const people = checkPeople(table('people')?.records ?? [], {
    ...known,
    units: { byCode, mayStand: units.mayStand },
    unnamedEnd: (row) => (complete.has('people') ? endOfUnnamed(row, today) : row.to),
  })
  const clients = checkClients(table('clients')?.records ?? [], known.clients)
  const figures = checkFigures(table('figures')?.records ?? [], {
    clients: new Set([...known.clients, ...clients.rows].map(({ code }) => code)),
    metrics,
  })
  const calendar = checkCalendar(table('calendar')?.records ?? [], known.calendar, announced)
  const unitFaults = unitTable ? units.faults : []
  const headless = complete.has('units') ? unnamedHeadOffice(units.rows, known.units) : []
  const read = tables.flatMap(({ faults }) => faults)
  return {
    wanted: {
      units: units.rows,
      people: people.rows,
      appointments: people.appointments,
      clients: clients.rows,
      figures: figures.rows,
      calendar: calendar.rows,
    },
    faults: inOrder([
      ...read,
      ...unitFaults,
      ...headless,
      ...people.faults,
      ...clients.faults,
      ...figures.faults,
      ...calendar.faults,
    ]),
    notes: inOrder(clients.notes),
  }
}

/** A complete file that does not name head office was filtered, or is another's. A head office at fault is told already. */
function unnamedHeadOffice(rows: readonly UnitRow[], known: readonly UnitRow[]): ImportFault[] {
  const head = known.find(({ level }) => level === 'head_office')
  if (!head || rows.length === 0 || rows.some(({ code }) => code === head.code)) return []
  return [finding('units', null, 'head_office_stays', { value: head.code, params: { unit: head.name } })]
}

/** Whether a code may stand in a line that could not be read, as far as that line can be seen. */
function mayBeUnread(table: SourceTable | undefined, code: string): boolean {
  if (!table) return false
  return !table.readable || table.faults.some(({ value }) => value.normalize('NFKC').toUpperCase().includes(code))
}

function inOrder<Finding extends ImportFault | ImportNote>(findings: Finding[]): Finding[] {
  return findings.sort(
    (a, b) => importFiles.indexOf(a.file) - importFiles.indexOf(b.file) || (a.line ?? 0) - (b.line ?? 0),
  )
}
