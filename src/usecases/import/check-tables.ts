import type { Metric } from '../../domain/criteria/metric.ts'
import { checkCalendar } from '../../domain/organisation/import-calendar.ts'
import { checkClients } from '../../domain/organisation/import-clients.ts'
import type { ImportFile } from '../../domain/organisation/import-columns.ts'
import { importFiles } from '../../domain/organisation/import-columns.ts'
import type { ImportFault, ImportNote } from '../../domain/organisation/import-fault.ts'
import { checkFigures } from '../../domain/organisation/import-figures.ts'
import { checkPeople } from '../../domain/organisation/import-people.ts'
import type { BankRows } from '../../domain/organisation/import-row.ts'
import { checkUnits } from '../../domain/organisation/import-units.ts'
import type { WorkingCalendar } from '../../domain/working-days.ts'
import type { SourceTable } from './read-table.ts'

/** Rows the files ask for, and all that is wrong with them, in the order of files and lines. */
export interface CheckedTables {
  readonly wanted: BankRows
  readonly faults: ImportFault[]
  readonly notes: ImportNote[]
}

/** Holds the files against each other, against the bank as it is, and against the working days announced for everybody. */
export function checkTables(
  tables: readonly SourceTable[],
  known: BankRows,
  announced: WorkingCalendar,
  metrics: readonly Metric[],
): CheckedTables {
  const table = (file: ImportFile) => tables.find((candidate) => candidate.file === file)
  const unitTable = table('units')
  const units = checkUnits(unitTable?.records ?? [], known.units, (code) => mayBeUnread(unitTable, code))
  const byCode = new Map([...known.units, ...units.rows].map((unit) => [unit.code, unit]))
  const people = checkPeople(table('people')?.records ?? [], {
    ...known,
    units: { byCode, mayStand: units.mayStand },
  })
  const clients = checkClients(table('clients')?.records ?? [], known.clients)
  const figures = checkFigures(table('figures')?.records ?? [], {
    clients: new Set([...known.clients, ...clients.rows].map(({ code }) => code)),
    metrics,
  })
  const calendar = checkCalendar(table('calendar')?.records ?? [], known.calendar, announced)
  const unitFaults = unitTable ? units.faults : []
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
      ...people.faults,
      ...clients.faults,
      ...figures.faults,
      ...calendar.faults,
    ]),
    notes: inOrder(clients.notes),
  }
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
