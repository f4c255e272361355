import type { RecordReader } from './import-reader.ts'
import { type AppointmentRow, appointmentKey, type UnitRow } from './import-row.ts'
import { positionChoices, readPosition } from './import-value.ts'
import { levelOfPosition } from './position.ts'

/** The units there will be after the import. */
export interface UnitsThere {
  readonly byCode: ReadonlyMap<string, UnitRow>
  /** Whether a code may stand in a line of the file of units that is itself at fault. */
  readonly mayStand: (code: string) => boolean
}

/** An appointment with the line that states it. */
export interface AppointmentOnLine {
  readonly row: AppointmentRow
  readonly key: string
  readonly reader: RecordReader
}

/** The appointment of a line; null where the line has none, or where something is wrong with it. */
export function readAppointment(
  reader: RecordReader,
  employeeNo: string | null,
  leftOn: string | null,
  units: UnitsThere,
): AppointmentOnLine | null {
  const given = (['unit_code', 'position', 'from', 'to'] as const).some((column) => reader.typed(column).trim() !== '')
  if (!given) return null
  const unitCode = reader.code('unit_code', 'any', 'required')
  const position = reader.typed('position').trim() ? reader.word('position', readPosition, positionChoices) : null
  if (!reader.typed('position').trim()) reader.fault('required', 'position')
  const from = reader.date('from', 'required')
  const to = reader.date('to')
  const unit = unitCode === null ? undefined : checkUnit(reader, unitCode, units)
  if (position && unit) checkLevel(reader, position, unit)
  if (unit) checkOpen(reader, unit, to)
  if (from && to && to < from) reader.fault('to_before_from', 'to', { from })
  if (from && leftOn && from > leftOn) reader.fault('from_after_left', 'from', { leftOn })
  if (reader.faultCount > 0 || !employeeNo || !unitCode || !position || !from) return null
  const row = { employeeNo, unitCode, position, from, to }
  return { row, key: appointmentKey(row), reader }
}

function checkUnit(reader: RecordReader, unitCode: string, units: UnitsThere): UnitRow | undefined {
  const unit = units.byCode.get(unitCode)
  if (!unit && !units.mayStand(unitCode)) reader.fault('unit_unknown', 'unit_code', { unit: unitCode })
  return unit
}

/** Nobody holds a post at a unit past its closing. */
function checkOpen(reader: RecordReader, unit: UnitRow, to: string | null): void {
  if (unit.closedOn !== null && (to === null || to > unit.closedOn))
    reader.fault('unit_closed', 'unit_code', { unit: unit.name, closedOn: unit.closedOn })
}

function checkLevel(reader: RecordReader, position: AppointmentRow['position'], unit: UnitRow): void {
  const wanted = levelOfPosition[position]
  if (wanted !== 'any' && wanted !== unit.level)
    reader.fault('position_level', 'position', { unit: unit.name, is: unit.level, wanted })
}

/**
 * Nobody holds the same post twice on one day. Appointments already there count too, with the end that the file gives
 * them, or that comes to those which a complete file does not name.
 */
export function checkPeriods(
  appointments: readonly AppointmentOnLine[],
  known: readonly AppointmentRow[],
  unnamedEnd: (row: AppointmentRow) => string | null,
): void {
  const touched = new Map<string, Map<string, Period>>()
  for (const { row, reader } of appointments) periodsOf(touched, row).set(row.from, { ...row, reader })
  for (const row of known) {
    const periods = touched.get(postKey(row))
    if (periods && !periods.has(row.from)) periods.set(row.from, { from: row.from, to: unnamedEnd(row), reader: null })
  }
  for (const periods of touched.values()) checkPost([...periods.values()])
}

interface Period {
  readonly from: string
  readonly to: string | null
  readonly reader: RecordReader | null
}

function checkPost(periods: Period[]): void {
  let longest: Period | null = null
  for (const period of periods.sort((a, b) => (a.from < b.from ? -1 : 1))) {
    if (period.to === period.from) continue
    if (longest && (longest.to === null || longest.to > period.from)) {
      const [at, other] = period.reader ? [period, longest] : [longest, period]
      at.reader?.fault('appointment_overlap', 'from', { other: other.from, first: other.reader?.line ?? 0 })
    }
    if (!longest || longest.to === null) longest ??= period
    else if (period.to === null || period.to > longest.to) longest = period
  }
}

function periodsOf(touched: Map<string, Map<string, Period>>, row: AppointmentRow): Map<string, Period> {
  const key = postKey(row)
  const periods = touched.get(key) ?? new Map<string, Period>()
  touched.set(key, periods)
  return periods
}

function postKey(row: AppointmentRow): string {
  return appointmentKey({ ...row, from: '' })
}
