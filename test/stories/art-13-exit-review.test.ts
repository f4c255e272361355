import { eq, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { clients } from '../../db/schema/clients.ts'
import { openDueReviews } from '../../src/usecases/open-due-reviews.ts'
import { endGraces } from '../../src/usecases/review-grace.ts'
import type { PersonKey } from '../support/bank.ts'
import { testBot } from '../support/bot.ts'
import {
  approve,
  channelOf,
  membersOf,
  recommend,
  routeOption,
  seen,
  shown,
  window,
  windowText,
} from '../support/gestures.ts'
import { graceOver } from '../support/grace.ts'

const bot = await testBot()
const { db } = bot.database
const { deps } = bot

/** A press is answered before what it does is done. */
async function designated(shortName: string): Promise<void> {
  const find = () => db.select({ state: clients.state }).from(clients).where(eq(clients.shortName, shortName))
  await expect.poll(find, { timeout: 15_000 }).toEqual([{ state: 'designated' }])
}

async function designateRegional(client: string): Promise<void> {
  await recommend(bot, 'shenzhenOfficer', {
    client,
    route: routeOption.branchDesignates,
    category: 'regional_group',
    leadUnit: '福田',
  })
  await approve(bot, 'shenzhenPresident', client)
  await designated(client)
}

async function designateBankWide(client: string): Promise<void> {
  await recommend(bot, 'shenzhenOfficer', {
    client,
    route: routeOption.branchRecommends,
    category: 'industry_leader',
    leadUnit: '福田',
  })
  for (const key of ['shenzhenPresident', 'corporateOfficer', 'president'] as const) await approve(bot, key, client)
  await designated(client)
}

async function askForReview(key: PersonKey, client: string, evidence: string): Promise<void> {
  const actor = bot.as(key)
  await actor.command(`/review open ${client}`)
  const form = await window(bot, key, '"evidence"')
  await actor.type(form, { action_id: 'evidence' }, evidence)
  expect(await actor.submit()).toMatchObject({ closed: true })
}

type Button = 'retain' | 'downgrade' | 'exit' | 'send_back'

/** Presses a button of the person's live review card and gives the form its reason. */
async function say(key: PersonKey, button: Button, client: string, reason: string, category?: string): Promise<void> {
  const actor = bot.as(key)
  const card = await seen(bot, key, `review_${button}`, client)
  await actor.click(card, { action_id: `review_${button}` })
  const form = await window(bot, key, '"reason"')
  if (category) await actor.select(form, { action_id: 'category' }, category)
  await actor.type(form, { action_id: 'reason' }, reason)
  const result = await actor.submit()
  expect(result.closed, actor.render()).toBe(true)
}

async function clientNow(code: string) {
  const [client] = await db.select().from(clients).where(eq(clients.code, code))
  return client
}

async function audited(): Promise<string[]> {
  const rows = await bot.database.sql<{ action: string }[]>`
    select action from audit_entries where action like 'review%' or action like 'client_%' or action = 'grace_over' order by id`
  return rows.map(({ action }) => action)
}

test('Art. 13: a regional client exits by opinion and decision; its team is told, and its channel parked after the grace', async () => {
  await designateRegional('中集集团')
  const channel = await channelOf(bot, 'futianPresident', '000039')
  await askForReview('corporateOfficer', '中集集团', '日均存款连续两期不达标')

  const card = await shown(bot, 'futianPresident', '退出复审 V-', '[建议退出]')
  expect(bot.as('futianPresident').render(card)).toContain('日均存款连续两期不达标')
  await say('futianPresident', 'exit', '中集集团', '合作已停止')
  await shown(bot, 'shenzhenPresident', '支行行长意见', '合作已停止', '[决定退出]')
  await say('shenzhenPresident', 'exit', '中集集团', '同意支行意见')

  for (const key of ['corporateOfficer', 'futianPresident', 'shenzhenPresident'] as const)
    await shown(bot, key, '中集集团经复审退出战略客户')
  expect(await clientNow('000039.SZ')).toMatchObject({ state: 'exited', tier: null, nextReviewOn: null })
  await bot.service.idle()
  const still = membersOf(bot, bot.as('shenzhenPresident').conversation(channel.id))
  expect(still).toEqual(expect.arrayContaining(['futianPresident', 'shenzhenPresident']))
  await graceOver(bot.database)
  expect(await endGraces(deps)).toBe(1)
  await bot.service.idle()
  const [parked] = await bot.database
    .sql`select state, channel_id from client_channels where channel_id = ${channel.id}`
  expect(parked).toMatchObject({ state: 'parked' })
  for (const key of ['futianPresident', 'shenzhenPresident'] as const)
    expect(
      bot
        .as(key)
        .conversations()
        .some(({ id }) => id === channel.id),
    ).toBe(false)
  expect((await audited()).slice(-5)).toEqual([
    'review_opened',
    'review_step_taken',
    'review_step_taken',
    'client_exited',
    'grace_over',
  ])
})

test('Art. 13: an exited client can be recommended again and gets its old channel back', async () => {
  await designateRegional('中集集团')
  const channel = await channelOf(bot, 'shenzhenPresident', '000039')
  expect(membersOf(bot, channel)).toContain('futianPresident')
  const rows = await bot.database.sql`select channel_id, state from client_channels where channel_id = ${channel.id}`
  expect([...rows]).toEqual([{ channel_id: channel.id, state: 'open' }])
})

test('Art. 13: head office sends a downgrade back once, then approves it: the client is regional, its lead branch’s', async () => {
  await designateBankWide('京东方A')
  const channel = await channelOf(bot, 'president', '000725')
  expect(membersOf(bot, channel)).toContain('president')
  await askForReview('shenzhenOfficer', '京东方A', '收入低于标准')

  await say('shenzhenPresident', 'downgrade', '京东方A', '改由分行维护')
  const corporate = bot.as('corporateOfficer')
  const card = await shown(bot, 'corporateOfficer', 'V-', '[决定下调]')
  await corporate.click(card, { action_id: 'review_downgrade' })
  const form = await window(bot, 'corporateOfficer', '"category"')
  await corporate.type(form, { action_id: 'reason' }, '按标准下调')
  expect(await corporate.submit()).toMatchObject({ closed: false })
  await corporate.select(form, { action_id: 'category' }, 'product_and_market_lead')
  expect(await corporate.submit()).toMatchObject({ closed: true })

  await say('president', 'send_back', '京东方A', '请补充方案')
  await say('corporateOfficer', 'downgrade', '京东方A', '方案已附', 'regional_group')
  const last = await shown(bot, 'president', '第 2 轮', '[批准下调级次]')
  await bot.as('president').click(last, { action_id: 'review_confirm' }, { confirm: true })

  await shown(bot, 'shenzhenOfficer', '京东方A经复审下调为区域性战略客户')
  expect(await clientNow('000725.SZ')).toMatchObject({
    state: 'designated',
    tier: 'regional',
    category: 'regional_group',
  })
  await bot.service.idle()
  expect(membersOf(bot, bot.as('shenzhenPresident').conversation(channel.id))).toContain('president')
  await graceOver(bot.database)
  expect(await endGraces(deps)).toBe(1)
  const after = () => membersOf(bot, bot.as('shenzhenPresident').conversation(channel.id))
  await expect.poll(after, { timeout: 15_000 }).not.toContain('president')
  const seats = await bot.database.sql<{ seat: string }[]>`
    select seat from team_seats join clients on clients.id = client_id where code = '000725.SZ'`
  expect(seats.map(({ seat }) => seat)).not.toContain('head_office_president')
})

test('Art. 13: whoever asked for a review has no say in it, and one client has one review at a time', async () => {
  await askForReview('shenzhenPresident', '中集集团', '年度检查')
  await say('futianPresident', 'retain', '中集集团', '合作良好')
  // The branch president asked: another branch officer decides (four eyes).
  await say('shenzhenOfficer', 'retain', '中集集团', '继续按计划推进')
  await shown(bot, 'shenzhenPresident', '中集集团经复审保留为战略客户')

  await askForReview('corporateOfficer', '中集集团', '行业政策变化')
  const actor = bot.as('corporateOfficer2')
  await actor.command('/review open 中集集团')
  const form = await window(bot, 'corporateOfficer2', '"evidence"')
  await actor.type(form, { action_id: 'evidence' }, '同一原因')
  await actor.submit()
  expect(actor.render()).toMatch(/中集集团的复审 V-\d+ 正在进行/)
})

test('Art. 13: a post that may not ask for a review is told which may', async () => {
  const actor = bot.as('futianManager')
  await actor.command('/review open 京东方A')
  const form = await window(bot, 'futianManager', '"evidence"')
  await actor.type(form, { action_id: 'evidence' }, '想看看')
  await actor.submit()
  expect(actor.render()).toContain('可以发起的是')
})

test('Art. 12, 13: the date opens one review, however often and wherever it is looked for; /review due shows it', async () => {
  await db.update(clients).set({ nextReviewOn: sql`current_date - 3` }).where(eq(clients.code, '000725.SZ'))
  const opened = await Promise.all([openDueReviews(deps), openDueReviews(deps), openDueReviews(deps)])
  expect(opened.reduce((sum, one) => sum + one, 0)).toBe(1)
  expect(await openDueReviews(deps)).toBe(0)
  await shown(bot, 'futianPresident', '到期复审', '京东方', '[建议保留]')

  await bot.as('shenzhenOfficer').command('/review due')
  await bot.as('shenzhenOfficer').waitFor(() => {
    const said = bot
      .as('shenzhenOfficer')
      .ephemerals()
      .map((message) => bot.as('shenzhenOfficer').render(message))
    return said.some((text) => /V-\d+｜京东方A/.test(text))
  })
  await bot.as('beijingOfficer').command('/review due')
  await bot.as('beijingOfficer').waitFor(() => {
    const said = bot
      .as('beijingOfficer')
      .ephemerals()
      .map((message) => bot.as('beijingOfficer').render(message))
    return said.some((text) => text.includes('没有到期的复审'))
  })
})

test('Art. 13: a long reason is cut on the card and whole in the record, which is for whom the client concerns', async () => {
  await designateRegional('万科A')
  await askForReview('corporateOfficer', '万科A', `${'证'.repeat(2_900)}完`)
  const card = await shown(bot, 'futianPresident', '万科A', '[完整记录]', '[建议退出]')
  expect(bot.as('futianPresident').render(card)).not.toContain('证完')
  await bot.as('futianPresident').click(card, { action_id: 'review_record' })
  const record = await windowText(bot, 'futianPresident', '证完')
  expect(record.match(/证/g)).toHaveLength(2_900)
})

test('Art. 13: a late press on an old card says kindly who said what', async () => {
  const old = await shown(bot, 'futianPresident', '到期复审', '京东方', '[建议保留]')
  await say('futianPresident', 'retain', '京东方A', '客户稳定')
  await shown(bot, 'shenzhenPresident', '京东方', '客户稳定', '[决定保留]')
  const actor = bot.as('futianPresident')
  await actor.click(old, { action_id: 'review_exit' }, { stale: true })
  const form = await window(bot, 'futianPresident', '"reason"')
  await actor.type(form, { action_id: 'reason' }, '改主意')
  await actor.submit()
  expect(actor.render()).toMatch(/futianPresident 已于 \S+ \S+ 表示「保留」，无需再办/)
})
