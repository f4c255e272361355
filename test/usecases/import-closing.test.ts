import { sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { reportLines } from '../../src/cli/import-report.ts'
import { importBank } from '../../src/usecases/import-bank.ts'
import { testDatabase } from '../support/database.ts'
import { csv, csvFiles, depsOn, dump, headingsWithClosing, smallBank } from './import-bank-files.ts'

const database = await testDatabase()
const deps = depsOn(database)

beforeEach(async () => {
  for (const table of ['criteria_checks', 'client_figures', 'appointments', 'clients', 'people', 'units'])
    await database.db.execute(sql.raw(`delete from ${table}`))
  await importBank(deps, csvFiles(smallBank))
})

const unitsFile = (...lines: string[]) => [csv('units', lines, headingsWithClosing)]
const closing = 'S2,丙支行,sub_branch,B1,广东,2026-09-01'

async function closedOn(code: string) {
  const [unit] = await database.sql`select closed_on::text, merged_into_id from units where code = ${code}`
  return unit
}

test('a unit is closed by its day, stays closed in files without the column, and opens again where the day is empty', async () => {
  expect((await importBank(deps, unitsFile(closing))).saved).toBe(true)
  expect((await closedOn('S2'))?.closed_on).toBe('2026-09-01')
  expect((await importBank(deps, csvFiles({ units: smallBank.units }))).counts?.units).toMatchObject({ same: 4 })
  expect((await closedOn('S2'))?.closed_on).toBe('2026-09-01')
  await database.sql`update units set merged_into_id = (select id from units where code = 'S1') where code = 'S2'`
  expect((await importBank(deps, unitsFile('S2,丙支行,sub_branch,B1,广东,'))).saved).toBe(true)
  expect(await closedOn('S2')).toEqual({ closed_on: null, merged_into_id: null })
  const [entry] = await database.sql`
    select before, after from audit_entries where action = 'bank_imported' order by id desc limit 1`
  expect(entry?.before.units.S2.closedOn).toBe('2026-09-01')
  expect(entry?.after.units.S2.closedOn).toBeNull()
})

test.each([
  ['head office', 'HO,总行,总行,,北京,2026-09-01', [['head_office_stays', 2, 'closed_on']]],
  ['a unit in use', 'S1,乙支行,支行,B1,广东,2026-09-01', [['unit_in_use', 2, 'closed_on']]],
  ['a branch with open units', 'B1,甲分行,分行,HO,广东,2026-09-01', [['unit_in_use', 2, 'closed_on']]],
  ['a day to come', 'S2,丙支行,sub_branch,B1,广东,2026-09-02', [['closed_later', 2, 'closed_on']]],
  ['no day', 'S2,丙支行,sub_branch,B1,广东,明天', [['date_format', 2, 'closed_on']]],
])('%s does not close', async (_, line, faults) => {
  const before = await dump(database)
  for (const dryRun of [true, false]) {
    const report = await importBank(deps, unitsFile(line), { dryRun })
    expect(report.saved).toBe(false)
    expect(report.faults.map(({ code, line: at, column }) => [code, at, column])).toEqual(faults)
  }
  expect(await dump(database)).toBe(before)
})

test('what still hangs on a unit is counted, in both languages', async () => {
  const report = await importBank(deps, unitsFile('S1,乙支行,支行,B1,广东,2026-09-01'))
  const lines = reportLines(report, { units: '机构.csv' }, false)
  expect(lines[0]).toBe('机构.csv:2 关闭日期 (closed_on)')
  expect(lines[1]).toContain('尚有任职 2 项')
  expect(lines[2]).toContain('2 posts')
})

test('posts that end, and units that close, in the same import free a unit for closing', async () => {
  const people = [
    'E1,张伟,e1@bank.example,S1,支行主办客户经理,2024-01-01,2026-09-01,',
    'E1,张伟,e1@bank.example,S2,支行主办客户经理,2026-09-01,,',
    'E2,李娜,e2@bank.example,S1,支行行长,2024-01-01,,2026-09-01',
  ]
  const report = await importBank(deps, [...unitsFile('S1,乙支行,支行,B1,广东,2026-09-01'), csv('people', people)])
  // A post without its end, at a unit that closes with the same file.
  expect(report.faults.map(({ code, file, line }) => [code, file, line])).toEqual([['unit_closed', 'people', 4]])
  const ended = people.map((line) => line.replace('2024-01-01,,2026-09-01', '2024-01-01,2026-09-01,2026-09-01'))
  const again = await importBank(deps, [...unitsFile('S1,乙支行,支行,B1,广东,2026-09-01'), csv('people', ended)])
  expect([again.faults, again.saved]).toEqual([[], true])
})

test('nothing opens under a closed unit, and nobody is appointed at one', async () => {
  await database.sql`update units set closed_on = '2026-08-01' where code = 'S2'`
  await database.sql`insert into units (code, name, level, region, parent_id, closed_on)
    select 'B9', '旧分行', 'branch', '上海', id, '2026-07-01' from units where code = 'HO'`
  const report = await importBank(
    deps,
    csvFiles({
      units: ['S9,己支行,支行,B9,上海'],
      people: [
        'E8,孙浩,e8@bank.example,S2,client_manager,2024-01-01,,',
        'E9,吴婷,e9@bank.example,S2,client_manager,2024-01-01,2026-08-01,',
      ],
    }),
  )
  expect(report.faults.map(({ code, file, line }) => [code, file, line])).toEqual([
    ['parent_closed', 'units', 2],
    ['unit_closed', 'people', 2],
  ])
})
