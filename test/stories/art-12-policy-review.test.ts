import { beforeAll, expect, test } from 'vitest'
import { reviewValue } from '../../src/slack/cards/button-value.ts'
import type { PersonKey } from '../support/bank.ts'
import { testBot } from '../support/bot.ts'
import { seen, shown, window, windowText } from '../support/gestures.ts'

const bot = await testBot({ english: ['beijingPresident'] })
const { sql } = bot.database
const { unit, person } = bot.bank

/** 500 clients in steel: 300 led by Futian, 150 by Luohu, 50 by the branch in Beijing itself; 20 elsewhere in other industries. */
beforeAll(async () => {
  await sql`
    insert into clients (code, short_name, legal_name, region, industry, short_name_key, legal_name_key, state, tier, category,
      lead_unit_id, lead_client_manager_id, designated_at, next_review_on, review_anchor)
    select 'P' || no, '客户' || no, '客户' || no, case when no <= 450 then '深圳' else '北京' end,
      case when no <= 500 then '钢铁' else '航天' end, 'p' || no, 'p' || no, 'designated', 'regional', 'regional_group',
      case when no <= 300 then ${unit.futian}::bigint when no <= 450 then ${unit.luohu} else ${unit.beijing} end,
      ${person.futianManager}::bigint, '2025-11-25T02:00:00Z', '2099-12-15', '2025-11-25'
    from generate_series(1, 520) no`
})

async function preview(key: PersonKey) {
  const actor = bot.as(key)
  await actor.command('/review policy')
  const form = await window(bot, key, '"industries"')
  await actor.select(form, { action_id: 'industries' }, ['钢铁'])
  await actor.select(form, { action_id: 'tiers' }, ['regional'])
  expect(await actor.submit()).toMatchObject({ closed: false })
  return window(bot, key, '"reason"')
}

const direct = (key: PersonKey) => bot.as(key).messages().length

test('Art. 12: a policy review of 500 clients: picked, previewed by branch, one act, one message a person', async () => {
  const before = new Map((['corporateOfficer', 'futianPresident'] as const).map((key) => [key, direct(key)]))
  const actor = bot.as('corporateOfficer')
  const form = await preview('corporateOfficer')
  const text = await windowText(
    bot,
    'corporateOfficer',
    '将对 500 个客户发起复审',
    '行业：钢铁',
    '级次：区域性战略客户',
  )
  expect(text).toMatch(/深圳分行：450 户[\s\S]*北京分行：50 户/)
  await actor.type(form, { action_id: 'reason' }, ' ')
  expect((await actor.submit()).errors?.reason).toContain('请写明理由')
  // One client falls out of the picture between the preview and the act.
  await sql`update clients set industry = '航天' where code = 'P500'`
  await actor.type(form, { action_id: 'reason' }, '钢铁行业去产能政策')
  await actor.submit()
  await windowText(bot, 'corporateOfficer', '已发起政策复审 P-1：499 个客户')
  await actor.close(true)

  await shown(bot, 'futianPresident', '政策复审 P-1', '有 300 个客户的复审等您办理', '钢铁行业去产能政策', '[打开待办]')
  await shown(bot, 'luohuPresident', '有 150 个客户的复审等您办理')
  await shown(bot, 'beijingPresident', '49 reviews wait for you', '[Open my list]')
  await bot.service.idle()
  expect(direct('futianPresident')).toBe((before.get('futianPresident') ?? 0) + 1)
  expect(direct('corporateOfficer')).toBe(before.get('corporateOfficer'))
})

/** Opens a review that is in the person's list. */
async function openFromList(key: PersonKey, reviewId: number, stepNo: number): Promise<void> {
  const list = await window(bot, key, 'inbox_review')
  const value = reviewValue({ reviewId, round: 1, stepNo })
  await bot.as(key).click(list, { action_id: 'inbox_review', value })
}

/** The review that comes first in the list of Futian's president. */
async function first(): Promise<number> {
  const [row] = await sql`select min(review_id)::int id from review_steps where unit_id = ${unit.futian}`
  return row?.id
}

test('Art. 12: who is asked takes them from their list; the card says why, by whom and of which act', async () => {
  const actor = bot.as('futianPresident')
  await actor.click(await seen(bot, 'futianPresident', 'inbox_open', 'P-1'), { action_id: 'inbox_open' })
  await openFromList('futianPresident', await first(), 1)
  const card = await windowText(bot, 'futianPresident', '政策复审', '钢铁行业去产能政策', '[建议退出]')
  expect(card).toMatch(/政策复审（P-1，corporateOfficer，/)
  const view = await window(bot, 'futianPresident', 'review_exit')
  await actor.click(view, { action_id: 'review_exit' })
  await actor.type(await window(bot, 'futianPresident', '"reason"'), { action_id: 'reason' }, '已停产')
  expect((await actor.submit()).errors).toBeUndefined()
  await actor.close(true)
  const [taken] = await sql`select count(*)::int n from review_voices`
  expect(taken?.n).toBe(1)
})

test('Art. 12, 13: an exit in a policy review is decided from the list, and its decider has the card to undo it', async () => {
  const reviewId = await first()
  const actor = bot.as('shenzhenPresident')
  await actor.command('/approvals')
  await openFromList('shenzhenPresident', reviewId, 2)
  const view = await window(bot, 'shenzhenPresident', 'review_exit')
  await actor.click(view, { action_id: 'review_exit' })
  await actor.type(await window(bot, 'shenzhenPresident', '"reason"'), { action_id: 'reason' }, '同意退出')
  expect((await actor.submit()).errors).toBeUndefined()
  await actor.close(true)
  await shown(bot, 'shenzhenPresident', `V-${reviewId}`, '已决定：退出', '[撤销退出]')
})

test('Art. 12: a second act leaves out what is under way; the form tells how far the last one has come; others may not', async () => {
  const actor = bot.as('corporateOfficer2')
  await actor.command('/review policy')
  await windowText(bot, 'corporateOfficer2', 'P-1｜', '共 499 户', '已决定 1 户：保留 0，下调 0，退出 1')
  await actor.close(true)
  await actor.command('/review policy')
  const form = await window(bot, 'corporateOfficer2', '"industries"')
  expect((await actor.submit()).errors?.industries).toContain('请至少选择一项条件')
  await actor.select(form, { action_id: 'industries' }, ['钢铁'])
  expect((await actor.submit()).errors?.industries).toMatch(/所选 498 个客户都已有复审正在进行/)
  await actor.select(form, { action_id: 'industries' }, [])
  await actor.select(form, { action_id: 'branches' }, ['深圳分行'])
  expect((await actor.submit()).errors?.industries).toMatch(/所选 449 个客户/)
  await actor.close(true)

  const president = bot.as('shenzhenPresident')
  await president.command('/review policy')
  await windowText(bot, 'shenzhenPresident', '政策复审由总行公司业务管理部')
  await president.close(true)
  await actor.command('/review due')
  const due = await actor.waitFor(() =>
    actor.ephemerals().findLast((message) => JSON.stringify(message.blocks).includes('policy_review_open')),
  )
  await actor.click(due, { action_id: 'policy_review_open' })
  await window(bot, 'corporateOfficer2', '"industries"')
})
