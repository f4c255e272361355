import { sql } from 'drizzle-orm'
import type { Database } from '../../db/connection.ts'
import type { ImportFile } from '../../src/domain/organisation/import-columns.ts'
import { createLog } from '../../src/log.ts'
import { readTable, type SourceTable } from '../../src/usecases/import/read-table.ts'
import type { Deps } from '../../src/usecases/transact.ts'

/** Headings of the files. */
export const headings: Record<ImportFile, string> = {
  units: 'code,name,level,parent_code,region',
  people: 'employee_no,name,email,unit_code,position,from,to,left_on',
  clients: 'code,short_name,legal_name,english_name,region,industry,listed_on',
  figures: 'client_code,metric,period,value,unit,source',
  calendar: 'date,kind,name',
}

/** A small bank without a fault. */
export const smallBank: Record<ImportFile, readonly string[]> = {
  units: ['HO,总行,总行,,北京', 'B1,甲分行,分行,HO,广东', 'S1,乙支行,支行,B1,广东', 'S2,丙支行,sub_branch,B1,广东'],
  people: [
    'E1,张伟,e1@bank.example,S1,支行主办客户经理,2024-01-01,,',
    'E2,李娜,e2@bank.example,S1,支行行长,2024-01-01,,',
    'E3,王芳,e3@bank.example,B1,branch_president,2024/1/1,,',
    'E4,刘洋,e4@bank.example,HO,总行公司业务管理部人员,2024年1月1日,,',
  ],
  clients: [
    '000039.SZ,中集集团,中国国际海运集装箱(集团)股份有限公司,"CIMC, Ltd.",深圳,轻工机械,1994-04-08',
    'K2,华东仪表,华东仪表有限公司,,上海,仪器仪表,',
  ],
  figures: ['000039.SZ,annual_revenue,2026Q2,1711.2,,半年报', 'K2,资产负债率（示例）,2026年二季度,61.5%,%,半年报'],
  calendar: ['2026-09-30,放假,国庆前一天', '2026-10-10,free,'],
}

/** Headings of units with the day of closing. */
export const headingsWithClosing = `${headings.units},closed_on`

/** A file as it would be read from disk. */
export function csv(file: ImportFile, lines: readonly string[], heading = headings[file]): SourceTable {
  return readTable(file, `${file}.csv`, Buffer.from([heading, ...lines].join('\r\n')))
}

/** All files of a bank. */
export function csvFiles(bank: Partial<Record<ImportFile, readonly string[]>>): SourceTable[] {
  return (Object.entries(bank) as [ImportFile, readonly string[]][]).map(([file, lines]) => csv(file, lines))
}

/** Use cases on the test's database, at a fixed moment. */
export function depsOn(database: Database): Deps {
  return { database, clock: { now: () => new Date('2026-09-01T02:00:00Z') }, log: createLog('silent') }
}

/** Every row an import could touch, as text, to tell whether anything changed. */
export async function dump(database: Database): Promise<string> {
  const tables = [
    'units',
    'people',
    'appointments',
    'clients',
    'client_figures',
    'policy_versions',
    'criteria_versions',
    'audit_entries',
  ]
  const parts = []
  for (const table of tables) {
    const rows = await database.db.execute(sql.raw(`select to_jsonb(t)::text as row from ${table} t order by id`))
    parts.push(table, ...rows.map(({ row }) => String(row)))
  }
  return parts.join('\n')
}
