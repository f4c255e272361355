import { eq, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { clients } from '../../db/schema/clients.ts'
import { openReview } from '../../src/usecases/open-review.ts'
import { sweepReminders } from '../../src/usecases/sweep-reminders.ts'
import { testBot } from '../support/bot.ts'
import { approve, channelOf, recommend, routeOption, seen, shown, window, windowText } from '../support/gestures.ts'

let at = Date.parse('2026-11-24T02:00:00Z')
const clock = { now: () => new Date(at) }
const bot = await testBot({ clock })
const { deps } = bot

/** Sweeps at a moment and waits until everything has gone out. */
async function sweepAt(moment: string): Promise<void> {
  at = Date.parse(moment)
  await sweepReminders(deps)
  await bot.service.idle()
}

const digests = (key: 'futianPresident' | 'shenzhenPresident' | 'futianManager') => {
  const actor = bot.as(key)
  return actor
    .messages()
    .map((message) => actor.render(message))
    .filter((text) => text.startsWith('# 今日提醒'))
}

test('what is coming is said in the client’s channel and to the lead unit, once and at nine o’clock', async () => {
  await recommend(bot, 'futianManager', {
    client: '中集集团',
    route: routeOption.subBranchRecommends,
    category: 'regional_group',
  })
  await approve(bot, 'futianPresident', '中集')
  await approve(bot, 'shenzhenPresident', '中集')
  const channel = await channelOf(bot, 'futianManager', '000039')
  await bot.database.db.update(clients).set({ nextReviewOn: '2026-12-15' }).where(eq(clients.code, '000039.SZ'))
  await bot.database.db.execute(
    sql`update deadlines set due_on = '2026-12-15', remind_at = '2026-11-25T01:00:00Z' where kind = 'client_review'`,
  )
  await sweepAt('2026-11-25T00:50:00Z')
  expect(digests('futianManager')).toEqual([])
  await sweepAt('2026-11-25T01:00:00Z')
  await sweepAt('2026-11-25T01:10:00Z')
  expect(digests('futianManager')).toEqual([
    '# 今日提醒\n即将复审的客户\n中集集团｜2026年12月15日 复审，还有 14 个工作日 [录入数据]\n[由我准备] [稍后提醒] [转交]\n[全部待办]\n到时限只提醒，不会自动通过或决定。',
  ])
  const said = bot
    .as('futianManager')
    .conversation(channel.id)
    .messages.map((message) => message.text)
    .filter((text) => text.includes('退出复审将于'))
  expect(said).toEqual(['中集集团的退出复审将于 2026年12月15日 开始，还有 14 个工作日。请核对指标并准备意见。'])
})

test('who prepares it alone is reminded alone; it is put off until before its date at the latest, or handed over', async () => {
  const manager = bot.as('futianManager')
  const president = bot.as('futianPresident')
  await manager.click(await seen(bot, 'futianManager', 'reminder_take'), { action_id: 'reminder_take' })
  await shown(bot, 'futianManager', '已由您认领：中集集团，即将开始的退出复审。')
  await president.click(await seen(bot, 'futianPresident', 'reminder_take'), { action_id: 'reminder_take' })
  await shown(bot, 'futianPresident', 'futianManager 已认领')
  await manager.click(await seen(bot, 'futianManager', 'reminder_snooze'), { action_id: 'reminder_snooze' })
  const form = await window(bot, 'futianManager', '"until"')
  await manager.type(form, { action_id: 'reason' }, '等待三季报')
  await manager.type(form, { action_id: 'until' }, '2026-12-15')
  expect((await manager.submit()).closed).toBe(false)
  await manager.type(form, { action_id: 'until' }, '2026-11-27')
  expect((await manager.submit()).closed).toBe(true)
  const before = [digests('futianManager').length, digests('futianPresident').length]
  await sweepAt('2026-11-27T01:00:00Z')
  expect([digests('futianManager').length, digests('futianPresident').length]).toEqual([
    (before[0] ?? 0) + 1,
    before[1],
  ])

  await manager.click(await seen(bot, 'futianManager', 'reminder_hand'), { action_id: 'reminder_hand' })
  const choice = await window(bot, 'futianManager', '"to"')
  await manager.select(choice, { action_id: 'to' }, String(bot.bank.person.futianPresident))
  expect((await manager.submit()).closed).toBe(true)
  await shown(bot, 'futianPresident', 'futianManager 把中集集团的即将开始的退出复审转交给您', '[由我准备]')
  const kept = await bot.database.sql`
    select action, article, subject_kind from audit_entries where action like '%step%over' or action like 'reminder_sn%' order by id`
  expect(kept).toMatchObject([
    { action: 'reminder_snoozed', article: '12', subject_kind: 'client' },
    { action: 'step_handed_over', article: '12', subject_kind: 'client' },
  ])
})

test('a step that waits: its president the day before; late, the president of the branch hears of it', async () => {
  await openReview(
    deps,
    { personId: bot.bank.person.corporateOfficer, source: 'form' },
    bot.bank.client.cimc,
    '日均存款不达标',
  )
  await sweepAt('2026-12-03T01:00:00Z')
  expect(digests('futianPresident').at(-1)).toContain(
    '等您办理\n中集集团｜退出复审 V-1\n支行行长意见 · 时限 2026年12月4日 · 还有 1 个工作日 [办理]',
  )
  await sweepAt('2026-12-09T01:00:00Z')
  expect(digests('shenzhenPresident').at(-1)).toContain(
    '下级逾期，请督促\n中集集团｜退出复审 V-1｜支行行长意见（深圳福田区支行），⚠ 已逾期 3 个工作日',
  )
})

test('from the reminder one decides at once; what was done is reminded of no more', async () => {
  const president = bot.as('futianPresident')
  const digest = await seen(bot, 'futianPresident', 'inbox_review')
  await president.click(digest, { action_id: 'inbox_review' })
  await windowText(bot, 'futianPresident', '退出复审 V-1', '[建议保留]')
  await president.close(true)
  const card = await shown(bot, 'futianPresident', '退出复审 V-1', '[建议保留]')
  await president.click(card, { action_id: 'review_retain' })
  const form = await president.waitFor(() => president.view())
  await president.type(form, { action_id: 'reason' }, '合作稳定')
  await president.submit()
  await shown(bot, 'shenzhenPresident', '退出复审 V-1', '[决定保留]')
  const before = digests('futianPresident').length
  await sweepAt('2026-12-10T01:00:00Z')
  await sweepAt('2026-12-18T01:00:00Z')
  expect(digests('futianPresident')).toHaveLength(before)
})
