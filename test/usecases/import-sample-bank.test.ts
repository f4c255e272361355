import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import type { UnitRow } from '../../src/domain/organisation/import-row.ts'
import { checkUnits } from '../../src/domain/organisation/import-units.ts'
import { levelOfPosition, positions } from '../../src/domain/organisation/position.ts'
import { createLog } from '../../src/log.ts'
import { fromRoot } from '../../src/paths.ts'
import { importSampleBank } from '../../src/sample/import-sample-bank.ts'
import { localeOf } from '../../src/sample/locale-of.ts'
import { sampleStaff, staffVersion } from '../../src/sample/staff.ts'
import { readTable } from '../../src/usecases/import/read-table.ts'
import { importBank } from '../../src/usecases/import-bank.ts'
import { testDatabase } from '../support/database.ts'
import { csvFiles, depsOn } from './import-bank-files.ts'

const database = await testDatabase()
const another = await testDatabase()
const log = createLog('silent')
const units = shippedUnits()

function shippedUnits(): UnitRow[] {
  const bytes = readFileSync(fromRoot('data', 'org-units.csv'))
  return checkUnits(readTable('units', 'org-units.csv', bytes).records, [], '2026-09-01').rows
}

describe('the sample bank', () => {
  test('goes in whole, and a second time does nothing', async () => {
    const saved: string[] = []
    const report = await importSampleBank(database, {
      log,
      onProgress: (kind, done, total) => saved.push(`${kind} ${done}/${total}`),
    })
    expect(report?.counts).toEqual({
      units: { added: 3_093, changed: 0, same: 0 },
      people: { added: 6_311, changed: 0, same: 0 },
      appointments: { added: 6_311, changed: 0, same: 0 },
      clients: { added: 3_842, changed: 0, same: 0 },
      figures: { added: 0, changed: 0, same: 0 },
      calendar: { added: 0, changed: 0, same: 0 },
    })
    expect(saved.at(-1)).toBe('clients 3842/3842')
    // Two of the companies come without region and industry.
    expect(report?.notes.map(({ code }) => code).toSorted()).toEqual([
      'industry_not_known',
      'industry_not_known',
      'region_not_known',
      'region_not_known',
    ])
    expect(await importSampleBank(database, { log })).toBeNull()
  })

  test('leaves later changes of the bank alone', async () => {
    const change = csvFiles({ units: ['S440304,福田支行,支行,B4403,深圳'] })
    expect((await importBank(depsOn(database), change)).saved).toBe(true)
    expect(await importSampleBank(database, { log })).toBeNull()
    const [unit] = await database.db.execute(sql`select name from units where code = 'S440304'`)
    expect(unit?.name).toBe('福田支行')
  })

  test('every unit is in its branch, and every post is held', async () => {
    const [lost] = await database.db.execute(sql`
      select count(*)::int as n from units left join units branch on branch.id = units.branch_id
      where case units.level when 'head_office' then units.branch_id is not null
                             when 'branch' then units.branch_id <> units.id
                             else branch.level is distinct from 'branch' or units.parent_id <> units.branch_id end`)
    expect(lost?.n).toBe(0)
    const held = await database.db.execute(sql`
      select position, count(*)::int as n, count(distinct unit_id)::int as units from appointments group by 1 order by 1`)
    expect(Object.fromEntries(held.map(({ position, n, units: where }) => [position, [n, where]]))).toEqual({
      administrator: [2, 1],
      branch_officer: [144, 36],
      branch_president: [36, 36],
      client_manager: [3_056, 3_056],
      corporate_officer: [6, 1],
      head_office_president: [1, 1],
      product_officer: [10, 1],
      sub_branch_president: [3_056, 3_056],
    })
  })

  test('says so where another bank is in the database', async () => {
    await importBank(depsOn(another), csvFiles({ units: ['ZONGHANG,总行,总行,,上海'] }))
    await expect(importSampleBank(another, { log })).rejects.toThrow(/second_head_office.*use an empty one/)
  })
})

describe('its staff', () => {
  test('is the same on every run; a change of the generator needs a new staffVersion', async () => {
    const digest = async () =>
      createHash('sha256')
        .update(JSON.stringify(await sampleStaff(units)))
        .digest('hex')
    const first = await digest()
    expect(await digest()).toBe(first)
    expect({ staffVersion, digest: first.slice(0, 16) }).toMatchInlineSnapshot(`
      {
        "digest": "ee4af85929a2ca66",
        "staffVersion": 1,
      }
    `)
  })

  test('a unit more changes nobody else', async () => {
    const few = await sampleStaff(units.slice(0, 50))
    const more = await sampleStaff([
      ...units.slice(0, 20),
      { code: 'S999999', level: 'sub_branch' },
      ...units.slice(20, 50),
    ])
    const values = new Set(more.map((record) => JSON.stringify(record.values)))
    expect(few.every((record) => values.has(JSON.stringify(record.values)))).toBe(true)
    expect(more).toHaveLength(few.length + 2)
  })

  test('numbers and addresses are unique, names Chinese, posts at home on their level', async () => {
    const staff = await sampleStaff(units)
    const column = (name: 'employee_no' | 'email' | 'name') => staff.map(({ values }) => values[name] ?? '')
    expect(new Set(column('employee_no')).size).toBe(staff.length)
    expect(new Set(column('email')).size).toBe(staff.length)
    expect(column('email').every((email) => email.endsWith('@bank.example'))).toBe(true)
    expect(column('name').every((name) => /^\p{Script=Han}{2,5}$/u.test(name))).toBe(true)
    const levels = new Map(units.map((unit) => [unit.code, unit.level]))
    for (const { values } of staff) {
      const position = positions.find((one) => one === values.position)
      expect(position).toBeDefined()
      const level = position && levelOfPosition[position]
      expect([levels.get(values.unit_code ?? ''), 'any']).toContain(level)
    }
  })

  test('about one in 25 uses Slack in English, always the same ones', async () => {
    const numbers = (await sampleStaff(units)).map(({ values }) => values.employee_no ?? '')
    const english = numbers.filter((employeeNo) => localeOf(employeeNo) === 'en-US')
    expect(english.length / numbers.length).toBeGreaterThan(0.03)
    expect(english.length / numbers.length).toBeLessThan(0.05)
    expect(numbers.filter((employeeNo) => localeOf(employeeNo) === 'en-US')).toEqual(english)
  })
})
