import { expect, test } from 'vitest'
import { editOrganisation } from '../../src/usecases/organisation/edit-organisation.ts'
import { remindRegisters } from '../../src/usecases/register/remind-registers.ts'
import { testBot } from '../support/bot.ts'
import { seen, shown, window, windowText } from '../support/gestures.ts'

let now = new Date()
const clock = { now: () => now }
const bot = await testBot({ clock })
const { deps } = bot

/** 10:00 in Shanghai. */
const at = (date: string) => {
  now = new Date(`${date}T02:00:00Z`)
}
const remindedAt = (date: string) => {
  at(date)
  return remindRegisters(deps)
}
const reminders = (key: 'shenzhenOfficer' | 'shenzhenPresident') =>
  bot
    .as(key)
    .messages()
    .filter(({ text }) => text.includes('的名册')).length

test('Art. 10(3): nobody is reminded long before the day, on a free day, or for the time before the bot', async () => {
  expect(await remindedAt('2026-01-06')).toBe(0)
  // The first quarter is due by the tenth working day after 31 March; 6 April is a holiday.
  expect(await remindedAt('2026-04-01')).toBe(0)
  expect(await remindedAt('2026-04-06')).toBe(0)
})

test('Art. 10(3): before anything is due the department reads that nothing is, not that it was confirmed', async () => {
  at('2026-01-06')
  await bot.as('corporateOfficer').command('/register show')
  const overview = await windowText(bot, 'corporateOfficer', '尚无应报送的名册：2 家')
  expect(overview).not.toContain('已确认')
  await bot.as('corporateOfficer').close()
})

test('Art. 10(3): a branch that has not filed is reminded shortly before the day, once, whoever looks', async () => {
  at('2026-04-14')
  const counts = await Promise.all([remindRegisters(deps), remindRegisters(deps), remindRegisters(deps)])
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(2)
  await shown(bot, 'shenzhenOfficer', '深圳分行截至 2026年3月31日的名册尚未报送备案', '从未报送', '[报送备案]')
  await shown(bot, 'beijingOfficer', '北京分行截至 2026年3月31日的名册尚未报送备案')
  expect(await remindRegisters(deps)).toBe(0)
})

test('Art. 10(3): a late one is told to the branch and listed for the department, which sees it first in /register', async () => {
  const reminder = await seen(bot, 'beijingOfficer', 'register_file')
  const officer = bot.as('beijingOfficer')
  await officer.click(reminder, { action_id: 'register_file' })
  await window(bot, 'beijingOfficer', '"submit"')
  await officer.submit()
  await shown(bot, 'corporateOfficer', '北京分行第 1 版', '[确认备案]')

  expect(await remindedAt('2026-04-16')).toBe(2)
  await shown(bot, 'shenzhenOfficer', '深圳分行截至 2026年3月31日的名册备案已逾期')
  const list = await shown(bot, 'corporateOfficer2', '1 家分行的名册备案逾期', '[查看全部分行]')
  expect(bot.as('corporateOfficer2').render(list)).not.toContain('北京分行')
  await bot.as('corporateOfficer2').click(list, { action_id: 'register_overview' })
  const overview = await windowText(bot, 'corporateOfficer2', '逾期未备案：1 家', '待确认')
  expect(overview.indexOf('深圳分行：应于')).toBeLessThan(overview.indexOf('北京分行：第 1 版'))
  expect(reminders('shenzhenPresident')).toBe(0)
})

test('Art. 10(3): days later the branch president hears of it too; once filed, nobody is reminded', async () => {
  expect(await remindedAt('2026-04-20')).toBe(2)
  await shown(bot, 'shenzhenPresident', '深圳分行截至 2026年3月31日的名册备案已逾期')
  const reminder = await seen(bot, 'shenzhenOfficer', 'register_file')
  const officer = bot.as('shenzhenOfficer')
  await officer.click(reminder, { action_id: 'register_file' })
  await window(bot, 'shenzhenOfficer', '"submit"')
  await officer.submit()
  await shown(bot, 'corporateOfficer', '深圳分行第 1 版')
  expect(await remindedAt('2026-05-20')).toBe(0)
  const told = await bot.database.sql`
    select count(*)::int n from audit_entries where action = 'register_reminded' and article = '10(3)'`
  expect(told[0]?.n).toBe(6)
})

test('Art. 10(3): a branch owes nothing for the time before anybody held a post there', async () => {
  at('2026-05-21')
  const actor = { personId: bot.bank.person.administrator, source: 'form' as const }
  const opening = { kind: 'open', unitId: bot.bank.unit.ho, name: '成都分行', code: 'B5101', region: '四川' } as const
  const unitId = await editOrganisation(deps, actor, opening, '')
  expect(await remindRegisters(deps)).toBe(0)
  await bot.as('corporateOfficer').command('/register show')
  expect(await windowText(bot, 'corporateOfficer', '成都分行')).not.toContain('逾期未备案：1 家')
  await bot.as('corporateOfficer').close(true)
  const post = { position: 'branch_officer', personId: bot.bank.person.luohuManager, from: '2026-05-21' } as const
  await editOrganisation(deps, actor, { kind: 'appoint', unitId: Number(unitId), ...post }, '')
  expect(await remindRegisters(deps)).toBe(0)
  at('2026-07-14')
  expect(await remindRegisters(deps)).toBeGreaterThan(0)
  await shown(bot, 'luohuManager', '成都分行截至 2026年6月30日的名册尚未报送备案')
})

test('Art. 10(3): a branch that was closed owes nothing any more, and is meant only where no open one fits', async () => {
  const { sql } = bot.database
  const { ho } = bot.bank.unit
  await sql`insert into units (code, name, level, parent_id, region, closed_on) values
    ('B4499', '深圳分行', 'branch', ${ho}, '深圳', '2026-01-01'), ('B9999', '前海分行', 'branch', ${ho}, '深圳', '2026-01-01')`
  await sql`update units set branch_id = id where level = 'branch' and branch_id is null`
  await remindedAt('2026-07-24')
  const list = await shown(bot, 'corporateOfficer2', '家分行的名册备案逾期')
  expect(bot.as('corporateOfficer2').render(list)).not.toContain('前海分行')
  await bot.as('corporateOfficer2').command('/register show 深圳分行')
  await windowText(bot, 'corporateOfficer2', '深圳分行', '第 1 版')
  await bot.as('corporateOfficer2').close(true)
  await bot.as('corporateOfficer2').command('/register show 前海分行')
  await windowText(bot, 'corporateOfficer2', '前海分行')
})
