import { expect, test } from 'vitest'
import { sweepReminders } from '../../src/usecases/sweep-reminders.ts'
import { testBot } from '../support/bot.ts'
import { approve, recommend, routeOption, seen, shown, window } from '../support/gestures.ts'

let at = Date.parse('2026-11-24T02:00:00Z')
const clock = { now: () => new Date(at) }
const bot = await testBot({ clock })
const { deps } = bot
const officer = bot.as('corporateOfficer')
const other = bot.as('corporateOfficer2')

async function sweepAt(moment: string): Promise<void> {
  at = Date.parse(moment)
  await sweepReminders(deps)
  await bot.service.idle()
}

const digests = (actor: typeof officer) =>
  actor
    .messages()
    .map((message) => actor.render(message))
    .filter((text) => text.startsWith('# 今日提醒'))

const audited = async (action: string) => {
  const [row] = await bot.database.sql`
    select person_id::int as person, article, after from audit_entries where action = ${action} order by id desc limit 1`
  return row
}

test('a step that two may take: both are reminded, one takes it on and is reminded alone', async () => {
  await recommend(bot, 'shenzhenOfficer', {
    client: '中集集团',
    route: routeOption.branchRecommends,
    category: 'industry_leader',
    leadUnit: '福田',
  })
  await approve(bot, 'shenzhenPresident', '中集')
  await shown(bot, 'corporateOfficer', '中集集团', '[同意]')
  // Three working days from 24 November: due on the 27th.
  await sweepAt('2026-11-26T01:00:00Z')
  expect([digests(officer).length, digests(other).length]).toEqual([1, 1])
  expect(digests(officer)[0]).toContain(
    '中集集团｜推荐上报 R-1\n总行公司业务管理部审定 · 时限 2026年11月27日 · 还有 1 个工作日 [办理]\n[由我办理] [稍后提醒] [转交]',
  )
  await officer.click(await seen(bot, 'corporateOfficer', 'reminder_take'), { action_id: 'reminder_take' })
  await shown(bot, 'corporateOfficer', '已由您认领：中集集团，推荐上报 R-1。')
  expect(await audited('step_taken_on')).toMatchObject({ person: bot.bank.person.corporateOfficer, article: '12' })
  await other.click(await seen(bot, 'corporateOfficer2', 'reminder_take'), { action_id: 'reminder_take' })
  await shown(bot, 'corporateOfficer2', 'corporateOfficer 已认领这一步')
  await sweepAt('2026-11-27T01:00:00Z')
  expect([digests(officer).length, digests(other).length]).toEqual([2, 1])
})

test('put off with a reason and within bounds, or told at the field what the bounds are', async () => {
  const digest = await seen(bot, 'corporateOfficer', 'reminder_snooze')
  await officer.click(digest, { action_id: 'reminder_snooze' })
  const form = await window(bot, 'corporateOfficer', '"until"')
  await officer.type(form, { action_id: 'until' }, '2026-12-31')
  await officer.type(form, { action_id: 'reason' }, '等待分行补充材料')
  expect((await officer.submit()).closed).toBe(false)
  // The escalation of 2 December cannot be put off.
  expect(officer.render()).toContain('2026年12月1日 或之前的工作日')
  expect(officer.render()).toContain('等待分行补充材料')
  await officer.type(form, { action_id: 'until' }, '2026-11-30')
  expect((await officer.submit()).closed).toBe(true)
  expect(await audited('reminder_snoozed')).toMatchObject({
    after: { until: '2026-11-30', reason: '等待分行补充材料', round: 1 },
  })
  await sweepAt('2026-11-30T01:00:00Z')
  expect(digests(officer)).toHaveLength(3)
})

test('handed over only to somebody who may take it; both names are kept, the other is told at once', async () => {
  await officer.click(await seen(bot, 'corporateOfficer', 'reminder_hand'), { action_id: 'reminder_hand' })
  const form = await window(bot, 'corporateOfficer', '"to"')
  expect(officer.render(form)).not.toContain('shenzhenPresident')
  await officer.select(form, { action_id: 'to' }, String(bot.bank.person.corporateOfficer2))
  expect((await officer.submit()).closed).toBe(true)
  await shown(bot, 'corporateOfficer2', 'corporateOfficer 把中集集团的推荐上报 R-1转交给您', '[办理]')
  expect(await audited('step_handed_over')).toMatchObject({
    person: bot.bank.person.corporateOfficer,
    after: { from: 'corporateOfficer', to: 'corporateOfficer2' },
  })
  await sweepAt('2026-12-02T01:00:00Z')
  expect(digests(officer)).toHaveLength(3)
  expect(digests(other).at(-1)).toContain('⚠ 已逾期 3 个工作日')
  expect(digests(bot.as('president')).at(-1)).toContain(
    '下级逾期，请督促\n中集集团｜推荐上报 R-1｜总行公司业务管理部审定',
  )
})

test('a reminder of what was decided since: its buttons say so', async () => {
  await approve(bot, 'corporateOfficer2', '中集')
  await shown(bot, 'president', '中集集团', '[同意]')
  await other.click(await seen(bot, 'corporateOfficer2', 'reminder_take'), { action_id: 'reminder_take' })
  await shown(bot, 'corporateOfficer2', '这一步已经办理')
})
