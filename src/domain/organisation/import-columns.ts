import { registerColumns } from '../register/register-columns.ts'

/** The files a bank's administrator imports. */
export const importFiles = ['units', 'people', 'clients', 'figures', 'calendar'] as const

export type ImportFile = (typeof importFiles)[number]

/** The columns of each file by code, with the Chinese headings that mean the same; the first is the one shown. */
export const importColumns = {
  units: {
    code: ['机构编号', '编号'],
    name: ['机构名称', '名称'],
    level: ['级别', '层级'],
    parent_code: ['上级机构编号', '上级编号'],
    region: ['地区', '区域'],
    closed_on: ['关闭日期', '撤销日期'],
  },
  people: {
    employee_no: ['工号', '员工编号'],
    name: ['姓名'],
    email: ['电子邮箱', '邮箱'],
    unit_code: ['机构编号'],
    position: ['岗位', '职务'],
    from: ['任职日期', '任职起'],
    to: ['任职终止日期', '任职止'],
    left_on: ['离职日期'],
  },
  clients: {
    code: ['客户编号', '编号'],
    short_name: ['简称', '客户简称'],
    legal_name: ['全称', '客户全称'],
    english_name: ['英文名称'],
    region: ['地区', '区域'],
    industry: ['行业'],
    listed_on: ['上市日期'],
  },
  figures: {
    client_code: ['客户编号'],
    metric: ['指标', '指标代码'],
    period: ['期间', '报告期'],
    value: ['数值', '值'],
    unit: ['单位'],
    source: ['来源', '数据来源'],
  },
  calendar: {
    date: ['日期'],
    kind: ['类型', '上班或放假'],
    name: ['名称', '节日', '说明'],
  },
} as const satisfies Record<ImportFile, Record<string, readonly string[]>>

/** Columns that a file may leave out: what they say of a row then stays as it is. */
const optionalColumns: readonly string[] = ['closed_on']

type ColumnsOf = typeof importColumns

/** A column of one of the files. */
export type ImportColumn = { [F in ImportFile]: keyof ColumnsOf[F] & string }[ImportFile]

/** A record as read: the number of its first physical line, counted from 1, and its values by column. */
export interface SourceRecord {
  readonly line: number
  readonly values: Readonly<Partial<Record<ImportColumn, string>>>
}

/** The codes of a file's columns, in order. */
export function columnsOf(file: ImportFile): ImportColumn[] {
  return Object.keys(importColumns[file]) as ImportColumn[]
}

/** Whether a file may come without a column. */
export function isOptional(column: ImportColumn): boolean {
  return optionalColumns.includes(column)
}

/** The column a heading stands for, by code or Chinese heading, or null. */
export function columnOfHeading(file: ImportFile, heading: string): ImportColumn | null {
  const plain = plainHeading(heading)
  const headings: Record<string, readonly string[]> = importColumns[file]
  const found = Object.entries(headings).find(([code, names]) => code === plain || names.includes(plain))
  return found ? (found[0] as ImportColumn) : null
}

/** Whether a heading is of the exported register only: who decides and leads is not for an import to say. */
export function isPassedOver(file: ImportFile, heading: string): boolean {
  const plain = plainHeading(heading)
  return file === 'clients' && registerColumns.some(({ code, zh }) => code === plain || zh === plain)
}

function plainHeading(heading: string): string {
  return heading
    .normalize('NFKC')
    .replace(/[\s\p{Cf}\p{Cc}]/gu, '')
    .toLowerCase()
}

/** A column as a person reads it: the Chinese heading and the code. */
export function columnLabel(file: ImportFile, column: ImportColumn): string {
  const headings: Record<string, readonly string[]> = importColumns[file]
  return `${headings[column]?.[0] ?? column} (${column})`
}
