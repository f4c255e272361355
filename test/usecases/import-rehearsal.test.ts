import { expect, test } from 'vitest'
import { reportLines } from '../../src/cli/import-report.ts'
import { importBank } from '../../src/usecases/import-bank.ts'
import { testDatabase } from '../support/database.ts'
import { csvFiles, depsOn, dump, smallBank } from './import-bank-files.ts'

const database = await testDatabase()
const deps = depsOn(database)

test('a dry run says what would become of teams, and leaves everything as it was', async () => {
  await importBank(deps, csvFiles(smallBank))
  await database.sql`
    update clients set state = 'designated', tier = 'regional', category = 'regional_group', designated_at = now(),
      lead_unit_id = (select id from units where code = 'S1') where code = 'K2'`
  await database.sql`
    insert into team_seats (client_id, seat, person_id, seated_at)
    select c.id, s.seat, p.id, now() from clients c,
      (values ('lead_client_manager', 'E1'), ('sub_branch_president', 'E2'), ('branch_president', 'E3'),
        ('corporate_department', 'E4')) s (seat, no) join people p on p.employee_no = s.no
    where c.code = 'K2'`
  const people = [
    'E2,李娜,e2@bank.example,S1,支行行长,2024-01-01,2026-08-31,',
    'E5,赵敏,e5@bank.example,S1,支行行长,2026-08-31,,',
  ]
  const before = await dump(database)
  const report = await importBank(deps, csvFiles({ people }), { dryRun: true })
  expect(report.faults).toEqual([])
  expect(report.consequences).toEqual({ teams: 1, joined: 1, left: 1, newLeads: 0, steps: 0, examples: ['华东仪表'] })
  expect(await dump(database)).toBe(before)
  expect(reportLines(report, {}, true).join('\n')).toContain('1 个变动，加入 1 人次，退出 1 人次')
})
