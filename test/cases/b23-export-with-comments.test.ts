import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { categories } from '../../src/domain/client/category.ts'
import { checkClients } from '../../src/domain/organisation/import-clients.ts'
import type { RegisterEntry } from '../../src/domain/register/register.ts'
import { registerTable } from '../../src/slack/cards/register-table.ts'
import { exportFile } from '../../src/usecases/export/export-file.ts'
import type { ExportFile } from '../../src/usecases/export/export-table.ts'
import { unguarded } from '../../src/usecases/export/formula-guard.ts'
import { readTable } from '../../src/usecases/import/read-table.ts'
import { unzip } from '../support/unzip.ts'

/** What people write, and what programs break on. */
const comments = [
  '行业龙头\n结算量大\n\n建议保留',
  '他们说"第一"，我们说""第二""',
  'a,b，c;d；e\tf',
  '末尾换行\n',
  '\r\n开头换行，旧系统的\r换行',
  '=HYPERLINK("http://x","点我")',
  '+86 755 0000',
  '-3.5%',
  '@SUM(A1)',
  "'=已有撇号",
  '＝全角公式',
  ' 前后空格 ',
  '"',
  '😀𠮷野家 _x000D_ \u0007',
  '',
]

const entries: RegisterEntry[] = Array.from({ length: 2_000 }, (_, index) => ({
  clientId: index + 1,
  code:
    index % 3 === 0
      ? String(index).padStart(6, '0')
      : index % 3 === 1
        ? `9144030012345${index + 10_000}`
        : `${index}E5`,
  shortName: `客户${index}`,
  legalName: `第${index}号"综合",贸易有限公司`,
  englishName: index % 5 === 0 ? `=Acme ${index}, Ltd.` : '',
  tier: 'regional',
  category: categories[8 + (index % 7)] ?? 'other_growing',
  industry: '制造',
  region: '深圳',
  leadUnit: '深圳分行',
  leadClientManager: index % 4 === 0 ? null : '张伟',
  designatedOn: '2026-01-05',
  nextReviewOn: '2027-01-05',
  listedOn: index % 2 === 0 ? '1994-04-08' : null,
  reason: comments[index % comments.length] ?? '',
}))

const named = { name: '战略客户名册_2026-09-30', sheet: '名册' }
const table = registerTable(entries, named, 'zh')
const said = table.rows.map((row) => row.map((cell) => cell ?? ''))

/** Strict: every record has as many fields as the first, quotes only where RFC 4180 has them. */
function strictly(bytes: Uint8Array): string[][] {
  return parse(Buffer.from(bytes), {
    bom: true,
    record_delimiter: '\r\n',
    relax_column_count: false,
    relax_quotes: false,
  })
}

/** Takes off what keeps codes text and formulas text. */
function meant(fields: string[]): string[] {
  return fields.map((field, index) => (index === 0 ? field.replace(/^\t/, '') : unguarded(field)))
}

test('B23: the CSV has the mark once, and a strict parser gives back the same records and fields', async () => {
  const file = await exportFile(table, 'csv')
  expect(file.name).toBe('战略客户名册_2026-09-30.csv')
  const bytes = Buffer.from(file.bytes)
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  expect(bytes.indexOf(Buffer.from([0xef, 0xbb, 0xbf]), 3)).toBe(-1)
  expect(bytes.subarray(-2).toString()).toBe('\r\n')
  const [heading, ...records] = strictly(file.bytes)
  expect(heading?.slice(0, 3)).toEqual(['客户编号', '简称', '全称'])
  expect(records).toHaveLength(2_000)
  expect(records.map(meant)).toEqual(said)
})

test('B23: no field begins so that a spreadsheet calculates, and no code looks like a number', async () => {
  const [, ...records] = strictly((await exportFile(table, 'csv')).bytes)
  for (const [code, ...fields] of records) {
    expect(Number(code?.replace('\t', 'x')), code).toBeNaN()
    for (const field of fields) expect(field).not.toMatch(/^[=+\-@\t\r＝＋－＠]/)
  }
})

test.each(['zh', 'en'] as const)('B23: the bot’s own import reads the file with the mark (%s)', async (language) => {
  const file = await exportFile(registerTable(entries, named, language), 'csv')
  const read = readTable('clients', file.name, file.bytes)
  expect(read.faults).toEqual([])
  const { rows, faults } = checkClients(read.records, [])
  expect(faults).toEqual([])
  expect(rows).toHaveLength(2_000)
  for (const key of ['code', 'shortName', 'legalName', 'englishName', 'region', 'industry', 'listedOn'] as const)
    expect(rows.map((row) => row[key])).toEqual(entries.map((entry) => entry[key]))
})

test('B23: the workbook holds the same values, every code and every formula as text', async () => {
  const file = await exportFile(table, 'xlsx')
  expect(file.name).toBe('战略客户名册_2026-09-30.xlsx')
  const [, ...rows] = sheetOf(file)
  expect(rows.map((row) => Array.from({ length: 14 }, (_, index) => row[index] ?? ''))).toEqual(said)
  expect(xmlOf(file, 'xl/worksheets/sheet1.xml')).not.toContain('<f>')
})

function xmlOf({ bytes }: ExportFile, path: string): string {
  return String(unzip(bytes).get(path))
}

/** Reads a sheet as Excel does: shared strings by number, `_xHHHH_` as the sign it stands for, dates as days since 1900. */
function sheetOf(file: ExportFile): string[][] {
  const strings = [...xmlOf(file, 'xl/sharedStrings.xml').matchAll(/<si><t[^>]*>([^<]*)<\/t><\/si>/g)].map(
    ([, text = '']) => textOf(text),
  )
  const rows = xmlOf(file, 'xl/worksheets/sheet1.xml').matchAll(/<row [^>]*>(.*?)<\/row>/gs)
  return [...rows].map(([, cells = '']) => {
    const row: string[] = []
    for (const [, column = '', attributes = '', value = ''] of cells.matchAll(
      /<c r="([A-Z])\d+"([^>]*)>(?:<v>([^<]*)<\/v>)?<\/c>/g,
    ))
      row[column.charCodeAt(0) - 65] = attributes.includes('t="s"') ? (strings[Number(value)] ?? '') : dayOf(value)
    return row
  })
}

function textOf(xml: string): string {
  return xml
    .replace(/&(lt|gt|quot|apos|amp);/g, (_, name: string) => ({ lt: '<', gt: '>', quot: '"', apos: "'" })[name] ?? '&')
    .replace(/_x([0-9A-F]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
}

function dayOf(days: string): string {
  return days && new Date(Date.UTC(1899, 11, 30) + Number(days) * 86_400_000).toISOString().slice(0, 10)
}
