import { createHash } from 'node:crypto'
import {
  columnLabel,
  columnOfHeading,
  columnsOf,
  type ImportColumn,
  type ImportFile,
  isOptional,
  isPassedOver,
  type SourceRecord,
} from '../../domain/organisation/import-columns.ts'
import { finding, type ImportFault } from '../../domain/organisation/import-fault.ts'
import { unguarded } from '../export/formula-guard.ts'
import { decodeText } from './decode-text.ts'
import { type RawRecord, splitRecords } from './split-records.ts'

/** A file as read: its records, or why there are none. */
export interface SourceTable {
  readonly file: ImportFile
  /** Name of the file without its folder, for messages and the audit. */
  readonly name: string
  readonly encoding: 'UTF-8' | 'GB18030' | null
  /** SHA-256 of the bytes, in hexadecimal. */
  readonly digest: string
  readonly records: readonly SourceRecord[]
  readonly faults: readonly ImportFault[]
  /** Whether the columns could be told apart; if not, there are no records. */
  readonly readable: boolean
}

/**
 * Reads a CSV file: encoding, quoting (RFC 4180), headings by code or in Chinese, blank lines skipped. A file that was
 * exported is read too: its guards against formulas are taken off, what is only told there is passed over.
 */
export function readTable(file: ImportFile, name: string, bytes: Uint8Array): SourceTable {
  const digest = createHash('sha256').update(bytes).digest('hex')
  const decoded = decodeText(bytes)
  if ('fault' in decoded) {
    const faults = [finding(file, decoded.line ?? null, decoded.fault)]
    return { file, name, encoding: null, digest, records: [], faults, readable: false }
  }
  return { file, name, encoding: decoded.encoding, digest, ...recordsOf(file, decoded.text) }
}

function recordsOf(file: ImportFile, text: string): Pick<SourceTable, 'records' | 'faults' | 'readable'> {
  const { records, misquoted } = splitRecords(text)
  const quoteFaults = misquoted.map((bad) => finding(file, bad.line, 'quote', { value: bad.text }))
  const [heading, ...body] = records
  if (!heading) return { records: [], faults: quoteFaults, readable: false }
  const columns = heading.fields.map((field) => columnOfHeading(file, field))
  const headingFaults = checkHeading(file, heading, columns)
  if (headingFaults.length > 0) return { records: [], faults: headingFaults, readable: false }
  if (body.length === 0 && quoteFaults.length === 0)
    return { records: [], faults: [finding(file, null, 'no_records')], readable: true }
  const whole = body.filter((record) => record.fields.length === columns.length)
  const broken = body.filter((record) => record.fields.length !== columns.length)
  return {
    records: whole.map(({ line, fields }) => ({ line, values: valuesOf(columns, fields) })),
    faults: [...quoteFaults, ...broken.map((record) => fieldCountFault(file, record, columns.length))],
    readable: true,
  }
}

function fieldCountFault(file: ImportFile, { line, fields }: RawRecord, wanted: number): ImportFault {
  return finding(file, line, 'field_count', { value: fields.join(','), params: { count: fields.length, wanted } })
}

function valuesOf(columns: readonly (ImportColumn | null)[], fields: readonly string[]): SourceRecord['values'] {
  return Object.fromEntries(
    columns.flatMap((column, index) => (column ? [[column, unguarded(fields[index] ?? '')]] : [])),
  )
}

function checkHeading(file: ImportFile, heading: RawRecord, columns: readonly (ImportColumn | null)[]): ImportFault[] {
  const wanted = columnsOf(file)
  const expected = wanted.map((column) => columnLabel(file, column) + (isOptional(column) ? '?' : '')).join('、')
  const only = heading.fields.length === 1 ? (heading.fields[0] ?? '') : ''
  if (/[\t;；，]/.test(only))
    return [finding(file, heading.line, 'wrong_delimiter', { value: only, params: { expected } })]
  const unknown = heading.fields.filter((field, index) => columns[index] === null && !isPassedOver(file, field))
  const missing = wanted.filter((column) => !columns.includes(column) && !isOptional(column))
  const twice = wanted.filter((column) => columns.filter((other) => other === column).length > 1)
  return [
    ...missing.map((column) =>
      finding(file, heading.line, 'column_missing', { params: { column: columnLabel(file, column), expected } }),
    ),
    ...unknown.map((value) => finding(file, heading.line, 'column_unknown', { value, params: { expected } })),
    ...twice.map((column) =>
      finding(file, heading.line, 'column_twice', { params: { column: columnLabel(file, column), expected } }),
    ),
  ]
}
