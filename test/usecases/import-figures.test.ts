import { expect, test } from 'vitest'
import { type ImportReport, importBank } from '../../src/usecases/import-bank.ts'
import { testDatabase } from '../support/database.ts'
import { csvFiles, depsOn, smallBank } from './import-bank-files.ts'

const database = await testDatabase()
const deps = depsOn(database)

function countsOf({ faults, counts }: ImportReport) {
  expect(faults).toEqual([])
  return Object.fromEntries(
    Object.entries(counts ?? {}).map(([kind, { added, changed, same }]) => [kind, [added, changed, same]]),
  )
}

async function newestBefore() {
  const [entry] = await database.sql`select before from audit_entries where action = 'bank_imported' order by id desc`
  return entry?.before
}

const figures = (...lines: string[]) => importBank(deps, csvFiles({ figures: lines }))

test('a correction is another row, the same figure again is none; the newest is of the latest period', async () => {
  await importBank(deps, csvFiles(smallBank))
  const again = await figures('000039.sz,Annual_Revenue,2026二季度,"1,711.20",亿元,半年报')
  expect(countsOf(again).figures).toEqual([0, 0, 1])
  const more = await figures(
    '000039.SZ,annual_revenue,2026Q2,1712,亿元,半年报更正',
    '000039.SZ,年营业收入（示例）,2026Q1,8000000,万元,一季报',
  )
  expect(countsOf(more).figures).toEqual([1, 1, 0])
  expect(await newestBefore()).toMatchObject({
    figures: { '000039.SZ\tannual_revenue\t2026Q2': { value: 1711.2, source: '半年报' } },
  })
  const rows = await database.sql`select period, value::float8, unit, newest from client_figures
    join clients c on c.id = client_id where c.code = '000039.SZ' order by client_figures.id`
  expect(rows.map(({ period, value, newest }) => [period, value, newest])).toEqual([
    ['2026Q2', 1711.2, false],
    ['2026Q1', 8_000_000, false],
    ['2026Q2', 1712, true],
  ])
  const checks = await database.sql`select c.code from criteria_checks join clients c on c.id = client_id order by 1`
  expect(checks.map(({ code }) => code)).toEqual(['000039.SZ', 'K2'])
})
