import { expect, test } from 'vitest'
import { createLog } from '../../src/log.ts'
import { importBank } from '../../src/usecases/import-bank.ts'
import { watchCalendar } from '../../src/usecases/watch-calendar.ts'
import { testBot } from '../support/bot.ts'
import { shown } from '../support/gestures.ts'
import { csv } from '../usecases/import-bank-files.ts'

const bot = await testBot()
const at = (moment: string) => ({
  database: bot.database,
  clock: { now: () => new Date(moment) },
  log: createLog('silent'),
})
const alarms = () => {
  const administrator = bot.as('administrator')
  return administrator.messages().filter((message) => administrator.render(message).includes('2039 年的放假和调休'))
}

test('a year without known holidays is an alarm to the administrators, once, and no guess', async () => {
  expect(await watchCalendar(at('2026-06-01T02:00:00Z'))).toBeNull()
  expect(await watchCalendar(at('2038-12-20T02:00:00Z'))).toBe(2038)
  for (let again = 0; again < 3; again++) expect(await watchCalendar(at('2039-03-01T02:00:00Z'))).toBe(2039)
  await shown(bot, 'administrator', '2039 年的放假和调休安排尚未导入', '--calendar')
  await bot.service.idle()
  expect(alarms()).toHaveLength(1)

  const days = ['01-01', '05-01', '05-02', '10-01', '10-02', '10-03'].map((day) => `2039-${day},放假,`)
  await importBank(at('2039-03-01T02:00:00Z'), [csv('calendar', days)])
  expect(await watchCalendar(at('2039-03-01T02:00:00Z'))).toBeNull()
})
