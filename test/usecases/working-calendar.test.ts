import { expect, test } from 'vitest'
import { isKnownDay, isWorkingDay } from '../../src/domain/working-days.ts'
import { importBank } from '../../src/usecases/import-bank.ts'
import { ask } from '../../src/usecases/transact.ts'
import { workingCalendar } from '../../src/usecases/working-calendar.ts'
import { testDatabase } from '../support/database.ts'
import { csv, depsOn } from './import-bank-files.ts'

const database = await testDatabase()
const deps = depsOn(database)

const year2039 = ['2039-01-01', '2039-05-01', '2039-05-02', '2039-10-01', '2039-10-02', '2039-10-03'].map(
  (date) => `${date},放假,`,
)

test('a single day of a known year may be set apart; of an unknown one only the whole year is taken', async () => {
  expect((await importBank(deps, [csv('calendar', ['2026-12-31,放假,行庆'])])).saved).toBe(true)
  const part = await importBank(deps, [csv('calendar', year2039.slice(0, 2))])
  expect(part.faults).toMatchObject([
    { file: 'calendar', code: 'year_incomplete', params: { year: '2039', missing: expect.stringContaining('10-03') } },
  ])
  expect((await importBank(deps, [csv('calendar', [...year2039, '2039-01-08,补班,元旦'])])).saved).toBe(true)
  const calendar = await ask(deps, workingCalendar)
  expect(isWorkingDay('2026-12-31', calendar)).toBe(false)
  expect(isKnownDay('2039-07-01', calendar)).toBe(true)
  expect(isKnownDay('2038-07-01', calendar)).toBe(false)
  expect(isWorkingDay('2039-01-08', calendar)).toBe(true)
})
