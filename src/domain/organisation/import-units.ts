import type { SourceRecord } from './import-columns.ts'
import { finding, type ImportFault } from './import-fault.ts'
import { type Checked, createFirstLines, createReader, type RecordReader } from './import-reader.ts'
import type { UnitRow } from './import-row.ts'
import { levelChoices, readLevel } from './import-value.ts'
import { levelAbove } from './unit.ts'

/** Units of a file, and whether a code may stand in a line that is itself at fault: such a code is not called unknown. */
export interface CheckedUnits extends Checked<UnitRow> {
  readonly mayStand: (code: string) => boolean
}

interface Placed {
  readonly row: UnitRow
  readonly reader: RecordReader
}

/**
 * Checks a file of units against itself and the units already there: together they must be one tree of three levels
 * under one head office (Art. 2). A unit that the file does not name stays as it is. `unread` tells whether a code may
 * stand in a line that could not be read. Nothing closes later than `today`: a unit is open or closed, never about to be.
 */
export function checkUnits(
  records: readonly SourceRecord[],
  known: readonly UnitRow[],
  today: string,
  unread: (code: string) => boolean = () => false,
): CheckedUnits {
  const faults: ImportFault[] = []
  const firstLine = createFirstLines()
  const placed: Placed[] = []
  const named = new Set<string>()
  const knownByCode = new Map(known.map((unit) => [unit.code, unit]))
  for (const record of records) {
    const reader = createReader('units', record, faults)
    const code = reader.code('code', 'any', 'required')
    if (code) named.add(code)
    const row = readUnit(reader, code, knownByCode.get(code ?? '')?.closedOn ?? null)
    const first = code === null ? null : firstLine(code, record.line)
    if (first !== null) reader.fault('duplicate', 'code', { first })
    if (row && reader.faultCount === 0) placed.push({ row, reader })
  }
  const mayStand = (code: string) => named.has(code) || unread(code)
  const all = new Map([...knownByCode, ...placed.map(({ row }) => [row.code, row] as const)])
  for (const { row, reader } of placed) {
    checkLevel(row, reader, knownByCode)
    checkParent(row, reader, all, mayStand)
    checkClosing(row, reader, all, today)
  }
  checkHeadOffice(placed, all)
  const headless = ![...all.values()].some((unit) => unit.level === 'head_office')
  // A head office at fault is told already, and so is a line that could not be read.
  if (headless && faults.length === 0 && records.length > 0) faults.push(finding('units', null, 'no_head_office'))
  return { rows: placed.filter(({ reader }) => reader.faultCount === 0).map(({ row }) => row), faults, mayStand }
}

/** Without the column a unit stays closed or open, as it was; with it the cell holds, and an empty one opens again. */
function readUnit(reader: RecordReader, code: string | null, before: string | null): UnitRow | null {
  const name = reader.text('name', 100, 'required')
  const level = reader.word('level', readLevel, levelChoices)
  const parentCode = reader.code('parent_code', 'any')
  const region = reader.text('region', 50, 'required')
  const closedOn = reader.has('closed_on') ? reader.date('closed_on') : before
  return code && name && level && region ? { code, name, level, parentCode, region, closedOn } : null
}

/** An open unit hangs under an open one; whether a unit is free to close is known once all is saved. */
function checkClosing(row: UnitRow, reader: RecordReader, all: ReadonlyMap<string, UnitRow>, today: string): void {
  const parent = row.parentCode === null ? undefined : all.get(row.parentCode)
  if (row.closedOn === null && parent && parent.closedOn !== null)
    reader.fault('parent_closed', 'parent_code', { parent: parent.name, closedOn: parent.closedOn })
  if (row.closedOn === null) return
  if (row.level === 'head_office') reader.fault('head_office_stays', 'closed_on', { unit: row.name })
  if (row.closedOn > today) reader.fault('closed_later', 'closed_on', { today })
}

/** People's posts and running recommendations hang on a unit's level. */
function checkLevel(row: UnitRow, reader: RecordReader, known: ReadonlyMap<string, UnitRow>): void {
  const before = known.get(row.code)
  if (before && before.level !== row.level) reader.fault('level_changed', 'level', { before: before.level })
}

function checkParent(
  row: UnitRow,
  reader: RecordReader,
  all: ReadonlyMap<string, UnitRow>,
  mayStand: CheckedUnits['mayStand'],
): void {
  const wanted = levelAbove[row.level]
  if (wanted === null) {
    if (row.parentCode !== null) reader.fault('parent_unexpected', 'parent_code')
    return
  }
  if (row.parentCode === null) {
    reader.fault('parent_missing', 'parent_code', { wanted })
    return
  }
  const parent = all.get(row.parentCode)
  if (!parent) {
    if (!mayStand(row.parentCode)) reader.fault('parent_unknown', 'parent_code', { parent: row.parentCode })
    return
  }
  const circle = circleFrom(row, all)
  if (circle) reader.fault('parent_cycle', 'parent_code', { circle: circle.join(' → ') })
  else if (parent.level !== wanted)
    reader.fault('parent_level', 'parent_code', { parent: parent.code, is: parent.level, wanted })
}

/** The way from a unit over its parents back to itself, or null where it ends elsewhere. */
function circleFrom(row: UnitRow, all: ReadonlyMap<string, UnitRow>): string[] | null {
  const way = [row.code]
  for (let at = row.parentCode; at !== null; at = all.get(at)?.parentCode ?? null) {
    if (at === row.code) return [...way, at]
    if (way.includes(at)) return null
    way.push(at)
  }
  return null
}

function checkHeadOffice(placed: readonly Placed[], all: ReadonlyMap<string, UnitRow>): void {
  const mine = placed.filter(({ row }) => row.level === 'head_office')
  const codes = new Set(mine.map(({ row }) => row.code))
  const elsewhere = [...all.values()].find((unit) => unit.level === 'head_office' && !codes.has(unit.code))
  // The one that the file does not touch, or else the file's first, is the one the others collide with.
  const first = elsewhere?.code ?? mine[0]?.row.code ?? ''
  for (const { row, reader } of mine) {
    if (row.code !== first) reader.fault('second_head_office', 'level', { first })
  }
}
