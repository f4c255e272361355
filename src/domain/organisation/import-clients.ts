import { nameKey } from '../client/name.ts'
import type { ImportColumn, SourceRecord } from './import-columns.ts'
import { finding, type ImportFault, type ImportNote, type ImportNoteCode } from './import-fault.ts'
import { type Checked, createFirstLines, createReader, type RecordReader } from './import-reader.ts'
import type { ClientRow } from './import-row.ts'

/** Clients of a file, with what deserves a look and yet stops nothing. */
export interface CheckedClients extends Checked<ClientRow> {
  readonly notes: ImportNote[]
}

/** Codes of this form are given to clients that a recommendation brought. */
const codeOfOurs = /^C\d{6,}$/

/** Checks a file of clients against itself and the clients already there. */
export function checkClients(records: readonly SourceRecord[], known: readonly ClientRow[]): CheckedClients {
  const faults: ImportFault[] = []
  const placed: { row: ClientRow; line: number }[] = []
  const firstLine = createFirstLines()
  const knownCodes = new Set(known.map((client) => client.code))
  for (const record of records) {
    const reader = createReader('clients', record, faults)
    const code = reader.code('code', 'latin', 'required')
    const first = code === null ? null : firstLine(code, record.line)
    if (first !== null) reader.fault('duplicate', 'code', { first })
    if (code && codeOfOurs.test(code) && !knownCodes.has(code)) reader.fault('code_reserved', 'code')
    const row = readClient(reader, code)
    if (row && reader.faultCount === 0) placed.push({ row, line: record.line })
  }
  const notes = placed.flatMap(({ row, line }) => missing(row, line))
  return { rows: placed.map(({ row }) => row), faults, notes: [...notes, ...lookAlikes(placed, known)] }
}

function readClient(reader: RecordReader, code: string | null): ClientRow | null {
  const shortName = reader.text('short_name', 100, 'required')
  const legalName = reader.text('legal_name', 200, 'required')
  const englishName = reader.text('english_name', 200) ?? ''
  const region = reader.text('region', 50) ?? ''
  const industry = reader.text('industry', 50) ?? ''
  const listedOn = reader.date('listed_on')
  if (!code || !shortName || !legalName) return null
  return { code, shortName, legalName, englishName, region, industry, listedOn }
}

/** A candidate may enter without region or industry: a recommendation asks for both (Art. 3(d), 5). */
function missing(row: ClientRow, line: number): ImportNote[] {
  const note = (code: ImportNoteCode, column: ImportColumn) =>
    finding('clients', line, code, { column, params: { client: row.shortName } })
  return [
    ...(row.region === '' ? [note('region_not_known', 'region')] : []),
    ...(row.industry === '' ? [note('industry_not_known', 'industry')] : []),
  ]
}

/** New clients whose legal name means the same as that of a client already there under another code. */
function lookAlikes(placed: readonly { row: ClientRow; line: number }[], known: readonly ClientRow[]): ImportNote[] {
  const knownCodes = new Set(known.map((client) => client.code))
  const fresh = placed.filter(({ row }) => !knownCodes.has(row.code))
  if (fresh.length === 0) return []
  const codeByName = new Map(known.map((client) => [nameKey(client.legalName), client.code]))
  return fresh.flatMap(({ row, line }) => {
    const like = codeByName.get(nameKey(row.legalName))
    if (like === undefined) return []
    const given = { column: 'legal_name', value: row.legalName, params: { like } } as const
    return [finding('clients', line, 'look_alike', given)]
  })
}
