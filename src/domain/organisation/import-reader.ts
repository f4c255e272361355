import type { ImportColumn, ImportFile, SourceRecord } from './import-columns.ts'
import { finding, type ImportFault, type ImportFaultCode } from './import-fault.ts'
import { type Read, readCode, readDate, readEmail, readText } from './import-value.ts'

/** What a check of one file found. */
export interface Checked<Row> {
  /** Rows that stand on their own; of no use while there are faults. */
  readonly rows: Row[]
  readonly faults: ImportFault[]
}

/** Reads the values of one record and keeps every fault it meets; a faulty or missing value reads as null. */
export interface RecordReader {
  readonly line: number
  /** How many faults this record has so far. */
  readonly faultCount: number
  /** Whether the file has the column at all. */
  has(column: ImportColumn): boolean
  typed(column: ImportColumn): string
  text(column: ImportColumn, max: number, need?: 'required'): string | null
  code(column: ImportColumn, alphabet: 'any' | 'latin', need?: 'required'): string | null
  date(column: ImportColumn, need?: 'required'): string | null
  email(column: ImportColumn): string | null
  word<W extends string>(column: ImportColumn, read: (typed: string) => Read<W>, choices: () => string[]): W | null
  fault(code: ImportFaultCode, column: ImportColumn, params?: ImportFault['params']): void
}

/** A reader of one record whose faults go to a list shared by the whole file. */
export function createReader(file: ImportFile, record: SourceRecord, faults: ImportFault[]): RecordReader {
  let faultCount = 0
  const typed = (column: ImportColumn) => record.values[column] ?? ''
  const fault: RecordReader['fault'] = (code, column, params) => {
    faultCount++
    faults.push(finding(file, record.line, code, { column, value: typed(column), ...(params && { params }) }))
  }
  function take<T>(column: ImportColumn, read: Read<T>, need?: 'required', choices?: () => string[]): T | null {
    if ('fault' in read) {
      fault(read.fault, column, paramsOf(read.max, choices))
      return null
    }
    if (need && (read.value === '' || read.value === null)) fault('required', column)
    return read.value === '' ? null : read.value
  }
  return {
    line: record.line,
    get faultCount() {
      return faultCount
    },
    has: (column) => record.values[column] !== undefined,
    typed,
    text: (column, max, need) => take(column, readText(typed(column), max), need),
    code: (column, alphabet, need) => take(column, readCode(typed(column), alphabet), need),
    date: (column, need) => take(column, readDate(typed(column)), need),
    email: (column) => take(column, readEmail(typed(column)), 'required'),
    word: (column, read, choices) => take(column, read(typed(column)), undefined, choices),
    fault,
  }
}

function paramsOf(max: number | undefined, choices: (() => string[]) | undefined): ImportFault['params'] {
  if (max !== undefined) return { max }
  return choices ? { choices: choices().join('、') } : {}
}

/** Remembers the first line of each key, and gives it back when the key comes again. */
export function createFirstLines(): (key: string, line: number) => number | null {
  const lines = new Map<string, number>()
  return (key, line) => {
    const first = lines.get(key)
    if (first === undefined) lines.set(key, line)
    return first ?? null
  }
}
