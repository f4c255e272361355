import { asc, eq, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { beforeEach, describe, expect, test } from 'vitest'
import { currentCriteria } from '../../db/queries/criteria.ts'
import { currentPolicy } from '../../db/queries/settings.ts'
import { appointments } from '../../db/schema/appointments.ts'
import { auditEntries } from '../../db/schema/audit-entries.ts'
import { clients } from '../../db/schema/clients.ts'
import { people } from '../../db/schema/people.ts'
import { units } from '../../db/schema/units.ts'
import { criteriaSchema } from '../../src/domain/criteria/criteria.ts'
import { defaultPolicy } from '../../src/policy.ts'
import { readTable } from '../../src/usecases/import/read-table.ts'
import { type ImportReport, importBank } from '../../src/usecases/import-bank.ts'
import { testDatabase } from '../support/database.ts'
import { csvFiles, depsOn, dump, headings, smallBank } from './import-bank-files.ts'
import { encodeGb18030 } from './import-gb18030.ts'

const database = await testDatabase()
const { db } = database
const deps = depsOn(database)

beforeEach(async () => {
  // The audit refuses to be emptied: tests look at its newest entry.
  for (const table of [
    'criteria_checks',
    'client_figures',
    'appointments',
    'clients',
    'people',
    'units',
    'policy_versions',
    'criteria_versions',
    'calendar_days',
  ])
    await db.execute(sql.raw(`delete from ${table}`))
})

async function newestImport() {
  const entries = await db.select().from(auditEntries).where(eq(auditEntries.action, 'bank_imported'))
  return entries.toSorted((a, b) => b.id - a.id)[0]
}

function countsOf({ faults, counts }: ImportReport) {
  expect(faults).toEqual([])
  return Object.fromEntries(
    Object.entries(counts ?? {}).map(([kind, { added, changed, same }]) => [kind, [added, changed, same]]),
  )
}

describe('a first import', () => {
  test('enters units with parents and branches, people, appointments and clients', async () => {
    const report = await importBank(deps, csvFiles(smallBank))
    expect(countsOf(report)).toEqual({
      units: [4, 0, 0],
      people: [4, 0, 0],
      appointments: [4, 0, 0],
      clients: [2, 0, 0],
      figures: [2, 0, 0],
      calendar: [2, 0, 0],
    })
    const parent = alias(units, 'parent')
    const branch = alias(units, 'branch')
    const tree = await db
      .select({ code: units.code, level: units.level, parent: parent.code, branch: branch.code })
      .from(units)
      .leftJoin(parent, eq(parent.id, units.parentId))
      .leftJoin(branch, eq(branch.id, units.branchId))
      .orderBy(asc(units.code))
    expect(tree).toEqual([
      { code: 'B1', level: 'branch', parent: 'HO', branch: 'B1' },
      { code: 'HO', level: 'head_office', parent: null, branch: null },
      { code: 'S1', level: 'sub_branch', parent: 'B1', branch: 'B1' },
      { code: 'S2', level: 'sub_branch', parent: 'B1', branch: 'B1' },
    ])
    const held = await db
      .select({
        no: people.employeeNo,
        unit: units.code,
        position: appointments.position,
        from: appointments.from,
        to: appointments.to,
      })
      .from(appointments)
      .innerJoin(people, eq(people.id, appointments.personId))
      .innerJoin(units, eq(units.id, appointments.unitId))
      .orderBy(asc(people.employeeNo))
    expect(held).toEqual([
      { no: 'E1', unit: 'S1', position: 'client_manager', from: '2024-01-01', to: null },
      { no: 'E2', unit: 'S1', position: 'sub_branch_president', from: '2024-01-01', to: null },
      { no: 'E3', unit: 'B1', position: 'branch_president', from: '2024-01-01', to: null },
      { no: 'E4', unit: 'HO', position: 'corporate_officer', from: '2024-01-01', to: null },
    ])
    const [client] = await db.select().from(clients).where(eq(clients.code, 'K2'))
    expect(client).toMatchObject({
      state: 'candidate',
      shortNameKey: '华东仪表',
      legalNameKey: '华东仪表',
      listedOn: null,
    })
  })

  test('publishes policy version 1 and sample criteria where there are none, and leaves later ones alone', async () => {
    const report = await importBank(deps, csvFiles(smallBank))
    expect(report.seeded).toEqual(['policy', 'bank_wide', 'regional'])
    const settings = await db.transaction(async (tx) => ({
      policy: await currentPolicy(tx),
      bankWide: await currentCriteria(tx, 'bank_wide'),
      regional: await currentCriteria(tx, 'regional'),
    }))
    expect(settings.policy?.policy).toEqual(defaultPolicy)
    for (const tier of ['bankWide', 'regional'] as const) {
      const criteria = criteriaSchema.parse(settings[tier]?.criteria)
      expect(criteria.lines.length).toBeGreaterThanOrEqual(4)
      expect(new Set(criteria.lines.map(({ key }) => key)).size).toBe(criteria.lines.length)
      expect(criteria.lines.every(({ name }) => name.zh.includes('示例') && name.en.includes('sample'))).toBe(true)
    }
    expect((await importBank(deps, csvFiles(smallBank))).seeded).toEqual([])
  })

  test('is told in the audit with counts and the digest of each file', async () => {
    const files = csvFiles(smallBank)
    await importBank(deps, files, { operator: 'root' })
    const entry = await newestImport()
    expect(entry).toMatchObject({ source: 'import', personId: null, subjectKind: 'bank', at: deps.clock.now() })
    expect(entry?.after).toMatchObject({
      operator: 'root',
      counts: { units: { added: 4, changed: 0, same: 0 } },
      files: files.map(({ file, name, digest, records }) => ({ file, name, digest, records: records.length })),
    })
  })

  test('a dry run says the same and changes nothing', async () => {
    const before = await dump(database)
    const report = await importBank(deps, csvFiles(smallBank), { dryRun: true })
    expect(countsOf(report).units).toEqual([4, 0, 0])
    expect(report.saved).toBe(false)
    expect(await dump(database)).toBe(before)
  })

  test('the files in GB18030 give the same bank', async () => {
    const tables = (['units', 'people', 'clients', 'calendar'] as const).map((file) =>
      readTable(file, `${file}.csv`, encodeGb18030([headings[file], ...smallBank[file]].join('\r\n'))),
    )
    expect(tables.every(({ encoding }) => encoding === 'GB18030')).toBe(true)
    await importBank(deps, tables)
    expect(countsOf(await importBank(deps, csvFiles(smallBank)))).toEqual({
      units: [0, 0, 4],
      people: [0, 0, 4],
      appointments: [0, 0, 4],
      clients: [0, 0, 2],
      // The files in GB18030 are of units, people and clients only.
      figures: [2, 0, 0],
      calendar: [0, 0, 2],
    })
  })
})

describe('a later import', () => {
  beforeEach(async () => {
    await importBank(deps, csvFiles(smallBank))
  })

  test('of the same files changes no row', async () => {
    const rows = async () => (await dump(database)).split('audit_entries')[0]
    const before = await rows()
    const report = await importBank(deps, csvFiles(smallBank))
    expect(report.saved).toBe(true)
    expect(await rows()).toBe(before)
  })

  test('of one file needs not the others, and leaves what it does not name', async () => {
    const report = await importBank(deps, csvFiles({ people: ['E5,赵磊,e5@bank.example,S2,客户经理,2024-01-01,,'] }))
    expect(report.faults.map(({ code }) => code)).toEqual(['position_unknown'])
    const rows = ['E5,赵磊,e5@bank.example,S2,主办客户经理,2024-01-01,,']
    expect(countsOf(await importBank(deps, csvFiles({ people: rows }))).people).toEqual([1, 0, 0])
    expect(await db.$count(people)).toBe(5)
    expect(await db.$count(appointments)).toBe(5)
  })

  test('updates by code, and the audit keeps what was and what is', async () => {
    const report = await importBank(
      deps,
      csvFiles({
        units: ['S2,丙新支行,支行,B1,广东', 'B2,丁分行,分行,HO,上海', 'S1,乙支行,支行,B2,上海'],
        people: ['E1,张伟,zhang.wei@bank.example,S1,client_manager,2024-01-01,2026-09-01,'],
        clients: ['K2,华东仪表,华东仪表股份有限公司,,上海,仪器仪表,'],
      }),
    )
    expect(countsOf(report)).toEqual({
      units: [1, 2, 0],
      people: [0, 1, 0],
      appointments: [0, 1, 0],
      clients: [0, 1, 0],
      figures: [0, 0, 0],
      calendar: [0, 0, 0],
    })
    const branch = alias(units, 'branch')
    const [moved] = await db
      .select({ branch: branch.code })
      .from(units)
      .innerJoin(branch, eq(branch.id, units.branchId))
      .where(eq(units.code, 'S1'))
    expect(moved?.branch).toBe('B2')
    const entry = await newestImport()
    expect(entry?.before).toMatchObject({
      units: { S1: { parentCode: 'B1' }, S2: { name: '丙支行' } },
      people: { E1: { email: 'e1@bank.example' } },
      clients: { K2: { legalName: '华东仪表有限公司' } },
    })
    expect(entry?.after).toMatchObject({
      units: { S1: { parentCode: 'B2' }, S2: { name: '丙新支行' } },
      people: { E1: { email: 'zhang.wei@bank.example' } },
      appointments: { 'E1\tS1\tclient_manager\t2024-01-01': { to: '2026-09-01' } },
    })
  })

  test('never touches where a client stands', async () => {
    const [lead] = await db.select({ id: units.id }).from(units).where(eq(units.code, 'S1'))
    const standing = {
      state: 'designated' as const,
      tier: 'regional' as const,
      category: 'regional_group' as const,
      leadUnitId: lead?.id ?? 0,
      designatedAt: new Date('2026-08-01T00:00:00Z'),
    }
    await db.update(clients).set(standing).where(eq(clients.code, 'K2'))
    await importBank(deps, csvFiles({ clients: ['K2,华东仪表集团,华东仪表有限公司,,上海,仪器仪表,'] }))
    const [client] = await db.select().from(clients).where(eq(clients.code, 'K2'))
    expect(client).toMatchObject({ ...standing, shortName: '华东仪表集团' })
  })

  test('lets two people exchange their addresses', async () => {
    const rows = [
      'E1,张伟,E2@bank.example,S1,支行主办客户经理,2024-01-01,,',
      'E2,李娜,e1@bank.example,S1,支行行长,2024-01-01,,',
    ]
    expect(countsOf(await importBank(deps, csvFiles({ people: rows }))).people).toEqual([0, 2, 0])
    const after = await db
      .select({ no: people.employeeNo, email: people.email })
      .from(people)
      .orderBy(asc(people.employeeNo))
    expect(after.slice(0, 2)).toEqual([
      { no: 'E1', email: 'E2@bank.example' },
      { no: 'E2', email: 'e1@bank.example' },
    ])
  })

  test('notes a client that looks like one already there under another code', async () => {
    const report = await importBank(deps, csvFiles({ clients: ['K9,华东仪表,华东仪表股份有限公司,,上海,仪器仪表,'] }))
    expect(report.notes.map(({ code, line, params }) => [code, line, params])).toEqual([
      ['look_alike', 2, { like: 'K2' }],
    ])
    expect(report.saved).toBe(true)
  })
})

test('two imports at once follow one another', async () => {
  const [first, second] = await Promise.all([
    importBank(deps, csvFiles(smallBank)),
    importBank(deps, csvFiles(smallBank)),
  ])
  const added = [first, second].map(({ counts }) => counts?.units.added)
  expect(added.toSorted()).toEqual([0, 4])
})

test('a failure while saving leaves nothing behind', async () => {
  const before = await dump(database)
  const stop = (kind: string) => {
    if (kind === 'clients') throw new Error('the machine stops here')
  }
  await expect(importBank(deps, csvFiles(smallBank), { onSaved: stop })).rejects.toThrow('the machine stops here')
  expect(await dump(database)).toBe(before)
})
