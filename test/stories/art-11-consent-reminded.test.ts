import { expect, test } from 'vitest'
import { sweepReminders } from '../../src/usecases/sweep-reminders.ts'
import { testBot } from '../support/bot.ts'
import { shown, window } from '../support/gestures.ts'
import { strategicVanke } from '../support/strategic.ts'
import { agree, nameInForm } from '../support/units.ts'

let at = Date.parse('2026-11-24T02:00:00Z')
const clock = { now: () => new Date(at) }
const bot = await testBot({ clock })
const { deps } = bot

async function sweepAt(moment: string): Promise<void> {
  at = Date.parse(moment)
  await sweepReminders(deps)
  await bot.service.idle()
}

test('a consent that waits is reminded of and escalated like a step, and never given by time', async () => {
  await strategicVanke(bot)
  await nameInForm(bot, 'shenzhenOfficer', '万科', { aim: 'change', unit: '东城', reason: '总部迁址' })
  await shown(bot, 'beijingPresident', 'U-1｜', '[同意]')
  await bot.service.idle()
  await sweepAt('2026-11-26T01:05:00Z')
  const digest = await shown(bot, 'beijingPresident', '今日提醒', '主办、协办事项 U-1', '新主办分行同意')
  await bot.as('beijingPresident').click(digest, { action_id: 'reminder_take' })
  await shown(bot, 'beijingPresident', '认领')
  await bot.as('beijingPresident').click(digest, { action_id: 'unit_proposal_open' })
  await window(bot, 'beijingPresident', 'unit_agree')
  await bot.as('beijingPresident').close(true)
  const [taken] = await bot.database.sql`select subject_kind, after from audit_entries where action = 'step_taken_on'`
  expect(taken).toMatchObject({ subject_kind: 'client' })

  await agree(bot, 'shenzhenPresident', 1)
  await agree(bot, 'corporateOfficer', 1)
  await sweepAt('2026-12-02T01:05:00Z')
  await shown(bot, 'corporateOfficer', '今日提醒', '主办、协办事项 U-1', '新主办分行同意', '北京分行')
  await sweepAt('2027-02-01T01:05:00Z')
  const [proposal] = await bot.database.sql`select state from unit_proposals`
  expect(proposal?.state).toBe('open')
})
