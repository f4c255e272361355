import { freeByLaw, type WorkingCalendar } from '../working-days.ts'
import type { SourceRecord } from './import-columns.ts'
import { finding, type ImportFault } from './import-fault.ts'
import { type Checked, createFirstLines, createReader } from './import-reader.ts'
import type { CalendarRow } from './import-row.ts'
import { dayKindChoices, readDayKind } from './import-value.ts'

/**
 * Checks a file of free days and make-up days against itself and the days already there. A year that nobody announced yet
 * is taken as a whole or not at all: where the days free by law are missing, so are others.
 */
export function checkCalendar(
  records: readonly SourceRecord[],
  known: readonly CalendarRow[],
  announced: WorkingCalendar,
): Checked<CalendarRow> {
  const faults: ImportFault[] = []
  const rows: CalendarRow[] = []
  const firstLine = createFirstLines()
  for (const record of records) {
    const reader = createReader('calendar', record, faults)
    const date = reader.date('date', 'required')
    const kind = reader.word('kind', readDayKind, dayKindChoices)
    const name = reader.text('name', 50) ?? ''
    const first = date === null ? null : firstLine(date, record.line)
    if (first !== null) reader.fault('duplicate', 'date', { first })
    if (date && kind && reader.faultCount === 0) rows.push({ date, kind, name })
  }
  return { rows, faults: [...faults, ...incompleteYears(rows, known, announced)] }
}

function incompleteYears(
  rows: readonly CalendarRow[],
  known: readonly CalendarRow[],
  { years }: WorkingCalendar,
): ImportFault[] {
  const there = new Set([...known, ...rows].map(({ date }) => date))
  const given = new Set(rows.map(({ date }) => date.slice(0, 4)))
  return [...given].flatMap((year) => {
    const missing = freeByLaw.map((day) => `${year}-${day}`).filter((date) => !there.has(date))
    if (years.has(Number(year)) || missing.length === 0) return []
    return [finding('calendar', null, 'year_incomplete', { params: { year, missing: missing.join('、') } })]
  })
}
