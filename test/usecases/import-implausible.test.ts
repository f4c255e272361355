import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { reportLines } from '../../src/cli/import-report.ts'
import type { ImportFile } from '../../src/domain/organisation/import-columns.ts'
import { defaultImportLimits } from '../../src/domain/organisation/import-plausibility.ts'
import { type ImportReport, importBank } from '../../src/usecases/import-bank.ts'
import { testDatabase } from '../support/database.ts'
import { csvFiles, depsOn, dump } from './import-bank-files.ts'

const database = await testDatabase()
const deps = depsOn(database)

const numbers = Array.from({ length: 15 }, (_, index) => index + 1)
const units = ['HO,总行,总行,,北京', 'B1,甲分行,分行,HO,广东', 'B2,丁分行,分行,HO,上海', ...numbers.map(subBranch)]
const staff = [
  'A1,程亮,a1@bank.example,HO,administrator,2024-01-01,,',
  'A2,高敏,a2@bank.example,HO,administrator,2024-01-01,,',
  ...numbers.map((no) => manager(no)),
]

function subBranch(no: number): string {
  return `S${no},${no}号支行,支行,B1,广东`
}

function manager(no: number, { email = `e${no}@bank.example`, to = '', leftOn = '' } = {}): string {
  return `E${no},员工${no},${email},S${no},client_manager,2024-01-01,${to},${leftOn}`
}

beforeEach(async () => {
  for (const table of ['criteria_checks', 'appointments', 'clients', 'people', 'units'])
    await database.db.execute(sql.raw(`delete from ${table}`))
  await importBank(deps, csvFiles({ units, people: staff }))
})

const kinds = ({ implausible }: ImportReport) => implausible.map(({ kind, held, changed }) => [kind, changed, held])
const everything = new Set<ImportFile>(['units', 'people'])

async function newestImport() {
  const [entry] = await database.sql`
    select after from audit_entries where action = 'bank_imported' order by id desc limit 1`
  return entry?.after
}

describe('an import that looks like a wrong file is refused whole', () => {
  const leaving = numbers.map((no) => manager(no, no <= 6 ? { leftOn: '2026-09-01' } : {}))
  const branchless = numbers.map((no) => subBranch(no).replace('B1', no <= 4 ? 'B2' : 'B1'))

  test.each<[string, Partial<Record<ImportFile, string[]>>, unknown[]]>([
    ['a third of the people gone', { people: leaving }, [['people_gone', 6, 17]]],
    [
      'posts ended by a shifted column',
      { people: numbers.map((no) => manager(no, no <= 8 ? { to: '2026-08-01' } : {})) },
      [['appointments_ended', 8, 17]],
    ],
    [
      'addresses one row down',
      { people: numbers.map((no) => manager(no, { email: `e${(no % 15) + 1}@bank.example` })) },
      [['addresses_changed', 15, 17]],
    ],
    ['branches mixed up', { units: branchless }, [['units_moved', 4, 18]]],
    [
      'nobody left to administer',
      {
        people: [
          'A1,程亮,a1@bank.example,HO,administrator,2024-01-01,2026-09-01,',
          'A2,高敏,a2@bank.example,HO,administrator,2024-01-01,,2026-12-31',
        ],
      },
      [['administrators_gone', 2, 2]],
    ],
  ])('%s', async (_, files, found) => {
    const before = await dump(database)
    const report = await importBank(deps, csvFiles(files))
    expect([report.saved, kinds(report)]).toEqual([false, found])
    expect(await dump(database)).toBe(before)
    const dry = await importBank(deps, csvFiles(files), { dryRun: true })
    expect(kinds(dry)).toEqual(found)
    expect(await dump(database)).toBe(before)
  })

  test('clients that go to another branch with their lead unit', async () => {
    await importBank(deps, csvFiles({ clients: numbers.map((no) => `K${no},客户${no},客户${no}公司,,上海,银行,`) }))
    await database.sql`
      update clients set state = 'designated', tier = 'regional', category = 'regional_group', designated_at = now(),
        lead_unit_id = (select id from units where code = 'S1')`
    const report = await importBank(deps, csvFiles({ units: [subBranch(1).replace('B1', 'B2')] }))
    expect([report.saved, kinds(report)]).toEqual([false, [['clients_moved', 15, 15]]])
  })

  test('number and share are the bank’s own settings: what they let pass is saved, from when they are published', async () => {
    const policyOf = async (percent: number) => {
      await database.sql`
        insert into policy_versions (document, published_at, reason)
        select jsonb_set(document, '{importLimits}', ${JSON.stringify({ ...defaultImportLimits, people_gone: { least: 5, percent } })}::text::jsonb),
          now(), '年度轮岗' from policy_versions order by id desc limit 1`
    }
    await policyOf(36)
    expect(kinds(await importBank(deps, csvFiles({ people: leaving }), { dryRun: true }))).toEqual([])
    await policyOf(35)
    const refused = await importBank(deps, csvFiles({ people: leaving }))
    expect(reportLines(refused, {}, false).join('\n')).toContain('35% 且不少于 5')
    expect([refused.saved, kinds(refused)]).toEqual([false, [['people_gone', 6, 17]]])
    await policyOf(36)
    expect((await importBank(deps, csvFiles({ people: leaving }))).saved).toBe(true)
    await policyOf(10)
  })

  test('the report says what, how many and what to do, in both languages', async () => {
    const report = await importBank(deps, csvFiles({ people: leaving }))
    const lines = reportLines(report, {}, false).join('\n')
    expect(lines).toContain('没有导入任何内容')
    expect(lines).toContain('离职人员 6 / 17（35.2%；10% 且不少于 5 即为异常）')
    expect(lines).toContain('6 of 17 people would leave (35.2%; from 10% and 5 on it is doubted)')
    for (const what of ['--dry-run', '--force --by 工号 --reason 原因', '--force --by EMPLOYEE-NUMBER --reason TEXT'])
      expect(lines).toContain(what)
    expect(lines).not.toContain('已导入')
  })

  test('few in a small bank, and dates that are only corrected, are no reason', async () => {
    const four = numbers.map((no) => manager(no, no <= 4 ? { leftOn: '2026-09-01' } : {}))
    expect((await importBank(deps, csvFiles({ people: four }))).saved).toBe(true)
    const corrected = numbers.map((no) => manager(no, no <= 5 ? { leftOn: '2026-08-01' } : {}))
    const report = await importBank(deps, csvFiles({ people: corrected }))
    expect([report.saved, report.implausible, report.counts?.people.changed]).toEqual([true, [], 5])
  })

  test('--force needs somebody who works here, and is kept in the audit with the reason and the numbers', async () => {
    const force = { by: 'A1', reason: '网点撤并，见银发〔2026〕8号' }
    const before = await dump(database)
    for (const by of ['A9', 'E1']) {
      if (by === 'E1') await database.sql`update people set left_on = '2026-08-01' where employee_no = 'E1'`
      const refused = await importBank(deps, csvFiles({ people: leaving }), { force: { ...force, by } })
      expect([refused.saved, refused.forced]).toEqual([false, 'unknown'])
    }
    await database.sql`update people set left_on = null where employee_no = 'E1'`
    expect((await dump(database)).split('audit_entries')[1]).toBe(before.split('audit_entries')[1])
    const report = await importBank(deps, csvFiles({ people: leaving }), { force, operator: 'root' })
    expect([report.saved, report.forced, kinds(report)]).toEqual([true, { name: '程亮' }, [['people_gone', 6, 17]]])
    expect(await newestImport()).toMatchObject({
      operator: 'root',
      forced: { ...force, name: '程亮' },
      implausible: [{ kind: 'people_gone', held: 17, changed: 6 }],
    })
    const lines = reportLines(report, {}, false).join('\n')
    expect(lines).toContain('按 --force 由 程亮 负责导入')
  })

  test('--force that was not needed leaves no trace of itself', async () => {
    await importBank(deps, csvFiles({ people: [manager(1)] }), { force: { by: 'A1', reason: '以防万一' } })
    expect(await newestImport()).not.toHaveProperty('forced')
  })

  test('a dry run says what --force would let pass', async () => {
    const options = { dryRun: true, force: { by: 'A1', reason: '网点撤并' } }
    const report = await importBank(deps, csvFiles({ people: leaving }), options)
    expect([report.saved, report.forced]).toEqual([false, { name: '程亮' }])
    expect(reportLines(report, {}, true).join('\n')).toContain('--force (程亮) would let it pass')
  })
})

describe('complete files', () => {
  test('end whom they do not name, posts that they do not name, and close units', async () => {
    const people = staff.slice(0, -2).concat('E14,员工14,e14@bank.example,S1,client_manager,2026-09-01,,')
    const report = await importBank(deps, csvFiles({ units: units.slice(0, -2), people }), { complete: everything })
    expect(report).toMatchObject({ saved: true, ended: { units: 2, people: 1, appointments: 2 } })
    expect(await database.sql`select employee_no, left_on::text from people where left_on is not null`).toEqual([
      { employee_no: 'E15', left_on: '2026-09-01' },
    ])
    expect(
      await database.sql`
      select p.employee_no, u.code from appointments a join people p on p.id = a.person_id join units u on u.id = a.unit_id
      where a."to" = '2026-09-01' order by 1`,
    ).toEqual([
      { employee_no: 'E14', code: 'S14' },
      { employee_no: 'E15', code: 'S15' },
    ])
    expect(await database.sql`select code from units where closed_on = '2026-09-01' order by id`).toEqual([
      { code: 'S14' },
      { code: 'S15' },
    ])
    expect(await newestImport()).toMatchObject({
      complete: ['units', 'people'],
      ended: { units: 2, people: 1, appointments: 2 },
      people: { E15: { leftOn: '2026-09-01' } },
    })
    expect(reportLines(report, {}, false).join('\n')).toContain('2 units close, 1 people leave, 2 appointments end')
    const again = await importBank(deps, csvFiles({ units: units.slice(0, -2), people }), { complete: everything })
    expect(again).toMatchObject({ saved: true, ended: { units: 0, people: 0, appointments: 0 } })
  })

  test('without the declaration nothing ends', async () => {
    const report = await importBank(deps, csvFiles({ people: staff.slice(0, 3) }))
    expect(report).toMatchObject({ saved: true, ended: { units: 0, people: 0, appointments: 0 } })
    expect(await database.sql`select 1 from people where left_on is not null`).toHaveLength(0)
  })

  test('only of the files given: units stay where people alone are complete', async () => {
    const report = await importBank(deps, csvFiles({ people: staff.slice(0, -1) }), { complete: everything })
    expect(report).toMatchObject({ saved: true, ended: { units: 0, people: 1, appointments: 1 } })
  })

  test('one that was cut off is refused whole', async () => {
    const before = await dump(database)
    const report = await importBank(deps, csvFiles({ people: staff.slice(0, 8) }), { complete: everything })
    expect([report.saved, kinds(report)]).toEqual([
      false,
      [
        ['people_gone', 9, 17],
        ['appointments_ended', 9, 17],
      ],
    ])
    expect(await dump(database)).toBe(before)
  })

  test('one without head office, or without a unit that is in use, is told what to do', async () => {
    const found = async (given: string[]) => {
      const report = await importBank(deps, csvFiles({ units: given }), { complete: everything })
      expect(report.saved).toBe(false)
      return report
    }
    const places = ({ faults }: ImportReport) => faults.map(({ code, line, value }) => [code, line, value])
    expect(places(await found(units.slice(1)))).toEqual([['head_office_stays', null, 'HO']])
    const report = await found(units.slice(0, -1))
    expect(places(report)).toEqual([['unit_in_use', null, 'S15']])
    const lines = reportLines(report, { units: 'units.csv' }, false).join('\n')
    expect(lines).toContain('尚有任职 1 项')
    expect(lines).toContain('if a complete file forgot it, add it')
  })

  test('a post whose first day was corrected does not run beside itself', async () => {
    const people = [...staff.slice(0, -1), 'E15,员工15,e15@bank.example,S15,client_manager,2026-09-01,,']
    const report = await importBank(deps, csvFiles({ people }), { complete: everything })
    expect(report.faults).toEqual([])
    expect(report).toMatchObject({ saved: true, ended: { people: 0, appointments: 1 } })
  })
})
