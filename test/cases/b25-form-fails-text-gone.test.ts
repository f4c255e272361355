import { afterEach, describe, expect, test, vi } from 'vitest'
import type { Database } from '../../db/connection.ts'
import { insertClient } from '../../db/queries/client.ts'
import type { PageView } from '../../src/workspace/protocol.ts'
import { testBot } from '../support/bot.ts'
import { type DatabaseWire, databaseWire } from '../support/database-wire.ts'
import { beginVerdict, fill, recommend, routeOption, seen, shown, window, windowText } from '../support/gestures.ts'
import { typedIn } from '../support/typed-in.ts'

/*
 * The form has no date yet: a date that lies in the past comes with the first gesture that takes one (needs, deputyships).
 */

let wire: DatabaseWire
const bot = await testBot({
  pool: async (own: Database) => {
    wire = await databaseWire(own)
    return wire.database
  },
})
const officer = bot.as('shenzhenOfficer')
const branch = bot.as('shenzhenPresident')
const route = { route: routeOption.branchDesignates, category: 'regional_group', leadUnit: '福田' } as const
const away = '数据库暂时无法连接：刚才的操作没有记录任何内容，请稍后再试。'
const longText = `理由${'全文'.repeat(1000)}`
let isCut = false

async function cut(): Promise<void> {
  isCut = true
  await wire.cut()
}

async function mend(): Promise<void> {
  wire.slow(0)
  if (isCut) await wire.mend()
  isCut = false
}

afterEach(async () => {
  await mend()
  if (officer.view()) await officer.close(true)
})

/** Everything at once: the form of a new client with all it asks for. */
function filled(client: string, typed: Record<string, string> = {}): Promise<PageView> {
  return fill(bot, 'shenzhenOfficer', {
    ...route,
    client,
    reason: longText,
    typed: {
      legalName: `${client}有限公司`,
      industry: '制造',
      region: '深圳',
      criterion_annual_revenue: '12.5',
      ...typed,
    },
  })
}

async function submitted(client: string): Promise<number> {
  const rows = await bot.database.sql`
    select recommendations.id from recommendations join clients on clients.id = client_id
    where clients.short_name = ${client} and recommendations.state <> 'draft'`
  return rows.length
}

function lastSubmission() {
  const delivery = bot.workspace.log.deliveries('view_submission').at(-1)
  if (!delivery) throw new Error('nothing was submitted')
  return delivery
}

test('B25: every wrong field says so at once, and all other input stays', async () => {
  await bot.database.db.transaction((tx) =>
    insertClient(tx, {
      code: 'L-1',
      shortName: '远景机械',
      legalName: '远景机械公司',
      region: '深圳',
      industry: '制造',
    }),
  )
  const form = await filled('远景机械集团', {
    legalName: '\u3000\u00A0',
    industry: '\u3000\u3000',
    region: ' \u200B ',
    reason: '\u3000\n\u00A0\u200B',
    criterion_annual_revenue: '很多',
    criterion_debt_ratio: '八成',
    criterion_total_assets: '1，200',
  })
  await officer.select(form, { action_id: 'keyDimensions' }, ['key_industry'])
  const before = typedIn(officer.view())
  const result = await officer.submit()
  const errors = Object.fromEntries(
    Object.entries(result.errors ?? {}).map(([blockId, message]) => [blockId.split('@')[0], message]),
  )
  expect(result).toMatchObject({ closed: false })
  expect(errors).toEqual({
    client: expect.stringContaining('登记中已有相近名称：远景机械 L-1'),
    legalName: '此项必填，不能只有空格。',
    industry: '此项必填，不能只有空格。',
    region: '此项必填，不能只有空格。',
    reason: '请写明理由，不能只有空格。',
    criterion_annual_revenue: '“很多”不是数字，请填写数字，例如 12.5。',
    criterion_debt_ratio: '“八成”不是数字，请填写数字，例如 12.5。',
  })
  expect(typedIn(officer.view())).toEqual(before)
  expect(lastSubmission().tookMs).toBeLessThan(3000)
  expect(await submitted('远景机械集团')).toBe(0)
})

test('B25: a client that is on its way and a blank reason are said together', async () => {
  await recommend(bot, 'shenzhenOfficer', { ...route, client: '万科' })
  await fill(bot, 'shenzhenOfficer', { ...route, client: '万科', reason: '\u3000' })
  const result = await officer.submit()
  expect(result.errors).toEqual({
    client: expect.stringContaining('万科A已在推荐途中：R-'),
    reason: '请写明理由，不能只有空格。',
  })
})

test('B25: what was typed is there again when the form is closed and opened anew', async () => {
  await filled('重开公司', { industry: '\u3000' })
  expect((await officer.submit()).closed).toBe(false)
  await officer.close()
  await officer.command('/recommend 重开公司')
  const again = typedIn(await window(bot, 'shenzhenOfficer', '"reason"'))
  expect(again).toMatchObject({ reason: { value: longText }, region: { value: '深圳' } })
  await officer.close()
  await officer.command('/recommend 别家公司')
  const other = typedIn(await window(bot, 'shenzhenOfficer', '别家公司'))
  expect(other).toMatchObject({ legalName: { value: '别家公司' }, reason: { value: null } })
  expect(other.client).toMatchObject({ selected_option: { value: 'new:别家公司' } })
})

describe('B25: the database is down', () => {
  test('B25: on submission: the form stays with everything in it, says so within 3 s, and is taken afterwards', async () => {
    await filled('断线公司')
    const before = typedIn(officer.view())
    await cut()
    const result = await officer.submit()
    expect(result).toMatchObject({ closed: false, errors: { client: away } })
    expect(lastSubmission()).toMatchObject({ outcome: 'acknowledged' })
    expect(lastSubmission().tookMs).toBeLessThan(3000)
    expect(typedIn(officer.view())).toEqual(before)
    expect(await submitted('断线公司')).toBe(0)

    await mend()
    expect(await officer.submit()).toEqual({ closed: true })
    expect(await submitted('断线公司')).toBe(1)
    const [row] = await bot.database.sql`
      select reason from recommendations join clients on clients.id = client_id where short_name = '断线公司'`
    expect(row?.reason).toBe(longText)
  })

  test('B25: on a choice: the form stays as it is, and the person is told', async () => {
    await filled('断线选择')
    const before = typedIn(officer.view())
    await cut()
    await officer.select(officer.view() as PageView, { action_id: 'route' }, routeOption.branchRecommends)
    await officer.waitFor(() => officer.messages().find((message) => message.text.includes(away)))
    expect(typedIn(officer.view())).toMatchObject({
      reason: before.reason,
      industry: before.industry,
      region: before.region,
    })
    await mend()
    await officer.select(officer.view() as PageView, { action_id: 'route' }, routeOption.branchDesignates)
    await window(bot, 'shenzhenOfficer', 'regional_group')
    await vi.waitFor(async () => expect(await officer.submit()).toEqual({ closed: true }), { timeout: 15_000 })
    expect(await submitted('断线选择')).toBe(1)
  })

  test('B25: in a reason form: the same', async () => {
    await recommend(bot, 'shenzhenOfficer', { ...route, client: '中集' })
    const form = await beginVerdict(bot, 'shenzhenPresident', 'return', '中集')
    await branch.type(form, { action_id: 'reason' }, longText)
    await cut()
    const result = await branch.submit()
    expect(result).toMatchObject({ closed: false, errors: { reason: away } })
    expect(typedIn(branch.view())).toEqual({ reason: { value: longText } })
    expect(lastSubmission().tookMs).toBeLessThan(3000)
    await mend()
    expect(await branch.submit()).toEqual({ closed: true })
    await shown(bot, 'shenzhenOfficer', '中集集团的推荐被', '退回补充')
  })

  test('B25: searching in a form offers nothing rather than failing', async () => {
    const form = await filled('断线搜索')
    await cut()
    expect(await officer.suggest(form, { action_id: 'client' }, '万科')).toEqual([])
    expect(typedIn(officer.view())).toMatchObject({ reason: { value: longText } })
  })
})

describe('B25: the database is slow', () => {
  test('B25: a window says that it is being worked on, then what came of it', async () => {
    await filled('慢速公司')
    wire.slow(100)
    const result = await officer.submit()
    expect(result.closed).toBe(false)
    expect(lastSubmission().tookMs).toBeLessThan(3000)
    expect(officer.render(result.view)).toContain('正在处理，请稍候。结果随后显示在这里。')
    const done = await officer.waitFor(() => textOf(officer.view(), '已提交：慢速公司'), { timeoutMs: 20_000 })
    expect(done).toContain('== 已完成 ==')
    wire.slow(0)
    expect(await submitted('慢速公司')).toBe(1)
  })

  test('B25: or the form again, with everything typed and each wrong field named on top, once', async () => {
    await filled('慢速出错', { industry: '\u3000', criterion_annual_revenue: '很多' })
    const before = typedIn(officer.view())
    // A second failure takes the place of the first one's words.
    for (let attempt = 1; attempt <= 2; attempt++) {
      wire.slow(250)
      await officer.submit()
      const again = await officer.waitFor(() => textOf(officer.view(), '⚠'), { timeoutMs: 20_000 })
      wire.slow(0)
      expect(again.match(/⚠ 行业：此项必填，不能只有空格。/g)).toHaveLength(1)
      expect(again.match(/⚠ 年营业收入.*：“很多”不是数字/g)).toHaveLength(1)
      expect(typedIn(officer.view())).toEqual(before)
    }
    const form = officer.view() as PageView
    await officer.type(form, { action_id: 'industry' }, '制造')
    await officer.type(form, { action_id: 'criterion_annual_revenue' }, '12.5')
    expect(await officer.submit()).toEqual({ closed: true })
    expect(await submitted('慢速出错')).toBe(1)
  })

  test('B25: and where it goes down meanwhile, the form comes back and says so', async () => {
    await filled('慢速断线')
    const before = typedIn(officer.view())
    wire.slow(400)
    await officer.submit()
    expect(textOf(officer.view(), '正在处理')).toBeTruthy()
    await cut()
    await officer.waitFor(() => textOf(officer.view(), '⚠'), { timeoutMs: 20_000 })
    expect(officer.render(officer.view() as PageView)).toContain(away)
    expect(typedIn(officer.view())).toEqual(before)
    await mend()
    expect(await officer.submit()).toEqual({ closed: true })
    expect(await submitted('慢速断线')).toBe(1)
  })

  test('B25: a choice redraws the form late: what was typed before and meanwhile stays', async () => {
    const form = await filled('慢速重画')
    wire.slow(100)
    const { hash } = officer.view() as PageView
    await officer.select(form, { action_id: 'route' }, routeOption.branchRecommends)
    await officer.type(officer.view() as PageView, { action_id: 'region' }, '珠海')
    await officer.waitFor(() => officer.view()?.hash !== hash, { timeoutMs: 20_000 })
    wire.slow(0)
    await window(bot, 'shenzhenOfficer', 'key_industry_front_runner')
    expect(typedIn(officer.view())).toMatchObject({
      client: { selected_option: { value: 'new:慢速重画' } },
      legalName: { value: '慢速重画有限公司' },
      industry: { value: '制造' },
      region: { value: '珠海' },
      reason: { value: longText },
      leadUnit: { selected_option: { value: String(bot.bank.unit.futian) } },
    })
  })
})

test('B25: another client’s name takes nothing of the first one’s with it', async () => {
  const form = await filled('甲方公司', { legalName: '甲方全称' })
  const [offered] = (await officer.suggest(form, { action_id: 'client' }, '乙方公司')).filter(({ value }) =>
    value.startsWith('new:'),
  )
  await officer.select(form, { action_id: 'client' }, offered?.value ?? '')
  const view = await window(bot, 'shenzhenOfficer', 'legalName@乙方公司')
  expect(typedIn(view)).toMatchObject({ legalName: { value: '乙方公司' }, reason: { value: longText } })
})

test('B25: a window that Slack refuses to draw is not left on "opening" without a word', async () => {
  await recommend(bot, 'shenzhenOfficer', { ...route, client: '京东方' })
  const card = await seen(bot, 'shenzhenPresident', 'recommendation_record', '京东方')
  bot.workspace.faults.add({ method: 'views.update', count: 1, kind: 'error', error: 'invalid_arguments' })
  await branch.click(card, { action_id: 'recommendation_record' })
  const again = await shown(bot, 'shenzhenPresident', '窗口没能打开', '[再试一次]')
  await branch.close()
  await branch.click(again, { text: '再试一次' })
  await windowText(bot, 'shenzhenPresident', '全过程')
  await branch.close()
})

test('B25: no submission met Slack’s own failure: each was answered within 3 s', () => {
  const submissions = bot.workspace.log.deliveries('view_submission')
  expect(submissions.length).toBeGreaterThan(10)
  const failed = submissions.filter(({ outcome, tookMs }) => outcome !== 'acknowledged' || (tookMs ?? 3000) >= 3000)
  expect(failed).toEqual([])
})

function textOf(view: PageView | null, part: string): string | null {
  const text = view ? officer.render(view) : ''
  return text.includes(part) ? text : null
}
