import { afterEach, expect, test } from 'vitest'
import type { PersonKey } from '../support/bank.ts'
import { testBot } from '../support/bot.ts'
import { recommend, routeOption, seen, window, windowText } from '../support/gestures.ts'

const bot = await testBot({ english: ['corporateOfficer2'] })
const { sql } = bot.database
const officer = bot.as('corporateOfficer')

afterEach(async () => {
  for (const key of ['corporateOfficer', 'corporateOfficer2', 'futianManager'] as const)
    if (bot.as(key).view()) await bot.as(key).close(true)
})

async function draftOf(key: PersonKey, tier: string) {
  const actor = bot.as(key)
  await actor.command('/criteria')
  const view = await window(bot, key, 'criteria_draft')
  await actor.click(view, { action_id: 'criteria_draft', value: tier })
  return window(bot, key, 'criteria_line_new')
}

const versions = async () =>
  (await sql<{ n: number }[]>`select count(*)::int n from criteria_versions where tier = 'regional'`)[0]?.n

test('everybody reads the criteria, named as samples; only publishers can draft', async () => {
  await bot.as('futianManager').command('/criteria')
  const text = await windowText(bot, 'futianManager', '认定标准', '年营业收入（示例）：不低于 10 亿元')
  expect(text).toContain('权重 20，需提供：最近一年经审计的年报')
  expect(text).toContain('系统示例')
  expect(text).toContain('您可以查看')
  expect(text).not.toContain('[起草新版]')
})

test('a line is added, one is changed and one is removed in the draft; what is wrong is said at its field and nothing is lost', async () => {
  const draft = await draftOf('corporateOfficer', 'regional')
  await officer.click(draft, { action_id: 'criteria_line_new' })
  const form = await window(bot, 'corporateOfficer', '"key"')
  await officer.type(form, { action_id: 'key' }, 'Staff Count')
  await officer.type(form, { action_id: 'zh' }, '员工人数')
  await officer.type(form, { action_id: 'en' }, 'Staff')
  await officer.select(form, { action_id: 'unit' }, 'count')
  await officer.type(form, { action_id: 'threshold' }, '五百')
  await officer.type(form, { action_id: 'weight' }, '0')
  await officer.type(form, { action_id: 'article' }, '九')
  expect(await officer.submit()).toMatchObject({ closed: false })
  const said = officer.render()
  for (const part of ['指标代码用小写英文字母', '“五百”不是数字', '0.1 至 1000 之间', '“7(1)”的样子', '员工人数'])
    expect(said).toContain(part)
  await officer.type(form, { action_id: 'key' }, 'staff_count')
  await officer.type(form, { action_id: 'threshold' }, '５００')
  await officer.type(form, { action_id: 'weight' }, '10')
  await officer.type(form, { action_id: 'article' }, '9（4）')
  expect(await officer.submit()).toMatchObject({ closed: true })
  await windowText(bot, 'corporateOfficer', '新增：员工人数：不低于 500 个（权重 10，第九条(四)）')

  const after = await window(bot, 'corporateOfficer', 'regional contribution')
  await officer.click(after, { action_id: 'criteria_line', value: 'regional contribution' })
  const line = await window(bot, 'corporateOfficer', '"threshold"')
  await officer.type(line, { action_id: 'threshold' }, '300')
  expect(await officer.submit()).toMatchObject({ closed: true })
  await windowText(bot, 'corporateOfficer', '已改：年综合贡献（示例）：不低于 300 万元', '原为 不低于 200 万元')

  await officer.click(await window(bot, 'corporateOfficer', 'regional debt_ratio'), {
    action_id: 'criteria_line',
    value: 'regional debt_ratio',
  })
  await officer.select(await window(bot, 'corporateOfficer', '"remove"'), { action_id: 'remove' }, ['yes'])
  expect(await officer.submit()).toMatchObject({ closed: true })
  await windowText(bot, 'corporateOfficer', '删除：资产负债率（示例）')
  expect(await versions()).toBe(1)
})

test('a metric of the other tier keeps its kind of unit; one that is there is not entered twice', async () => {
  const draft = await draftOf('corporateOfficer2', 'regional')
  const second = bot.as('corporateOfficer2')
  await second.click(draft, { action_id: 'criteria_line_new' })
  const form = await window(bot, 'corporateOfficer2', '"key"')
  for (const [name, typed] of Object.entries({ key: 'credit_balance', zh: '授信', en: 'Credit', threshold: '3' }))
    await second.type(form, { action_id: name }, typed)
  await second.select(form, { action_id: 'unit' }, 'percent')
  await second.submit()
  expect(second.render()).toContain('hundred million yuan”, which cannot be converted')
  await second.type(form, { action_id: 'key' }, 'staff_count')
  await second.submit()
  expect(second.render()).toContain('already has a line with the code staff_count')
})

test('publishing says who, when and why; recommendations use it at once', async () => {
  const draft = await draftOf('corporateOfficer', 'regional')
  await officer.click(draft, { action_id: 'criteria_publish' })
  const form = await window(bot, 'corporateOfficer', '"reason"')
  expect(officer.render()).toContain('区域性战略客户：3 处改动')
  await officer.type(form, { action_id: 'reason' }, '  ')
  expect(await officer.submit()).toMatchObject({ closed: false })
  await officer.type(form, { action_id: 'reason' }, '年度调整')
  await officer.submit()
  await windowText(bot, 'corporateOfficer', '已发布认定标准第')
  const [entry] =
    await sql`select person_id::int, article, after from audit_entries where action = 'criteria_published' order by id desc`
  expect(entry).toMatchObject({
    person_id: bot.bank.person.corporateOfficer,
    article: '12',
    after: { tier: 'regional', reason: '年度调整' },
  })
  const id = await recommend(bot, 'shenzhenOfficer', {
    client: '中集集团',
    route: routeOption.branchDesignates,
    category: 'regional_group',
    leadUnit: '福田',
    typed: { criterion_staff_count: '600' },
  })
  const card = await seen(bot, 'shenzhenPresident', '员工人数')
  expect(bot.as('shenzhenPresident').render(card)).toContain('✓ 员工人数：600 个，达标（不低于 500 个）')
  const [row] =
    await sql`select criteria_version_id = (select max(id) from criteria_versions) newest from recommendations where id = ${id}`
  expect(row?.newest).toBe(true)
})

test('with four eyes, who had a hand in the draft does not publish it; a draft changed meanwhile is not published unseen', async () => {
  await sql`insert into policy_versions (document, published_at, reason)
    select document || '{"criteriaFourEyes":true}', now(), 'four eyes' from policy_versions order by id desc limit 1`
  const change = async (key: PersonKey, share: string) => {
    const actor = bot.as(key)
    await actor.click(await draftOf(key, 'regional'), { action_id: 'criteria_pass' })
    await actor.type(await window(bot, key, '"passShare"'), { action_id: 'passShare' }, share)
    expect(await actor.submit()).toMatchObject({ closed: true })
    await actor.close(true)
  }
  const publish = async (key: PersonKey) => {
    const actor = bot.as(key)
    await actor.click(await draftOf(key, 'regional'), { action_id: 'criteria_publish' })
    await actor.type(await window(bot, key, '"reason"'), { action_id: 'reason' }, '四眼')
  }
  await change('corporateOfficer', '70')
  await publish('corporateOfficer')
  await officer.submit()
  expect(officer.render()).toContain('四眼原则')
  await officer.close(true)

  await publish('corporateOfficer2')
  await change('corporateOfficer', '75')
  await bot.as('corporateOfficer2').submit()
  expect(bot.as('corporateOfficer2').render()).toContain('corporateOfficer has just changed the draft')
  await bot.as('corporateOfficer2').close(true)
  await publish('corporateOfficer2')
  await bot.as('corporateOfficer2').submit()
  await windowText(bot, 'corporateOfficer2', 'is published and in force')
  const [newest] =
    await sql`select criteria ->> 'passShare' share from criteria_versions where tier = 'regional' order by id desc`
  expect(newest).toMatchObject({ share: '75' })
})

test('a draft is dropped by who may publish', async () => {
  const draft = await draftOf('corporateOfficer', 'bank_wide')
  await officer.click(draft, { action_id: 'criteria_pass' })
  await officer.type(await window(bot, 'corporateOfficer', '"passShare"'), { action_id: 'passShare' }, '80')
  await officer.submit()
  await officer.click(
    await window(bot, 'corporateOfficer', 'criteria_discard'),
    { action_id: 'criteria_discard' },
    { confirm: true },
  )
  await windowText(bot, 'corporateOfficer', '还没有草稿')
  expect([...(await sql`select tier from criteria_drafts`)]).toEqual([])
})

test('a dry run tells who would fall, by branch and industry, and sends the list as CSV', async () => {
  await sql`update clients set state = 'designated', tier = 'regional', category = 'regional_group',
    lead_unit_id = ${bot.bank.unit.futian}, designated_at = now(), short_name = '=万科' where code = '000002.SZ'`
  for (const metric of ['annual_revenue', 'total_assets', 'average_deposits', 'contribution', 'staff_count'])
    await sql`insert into client_figures (client_id, metric, period, period_end, value, unit, source, entered_at, newest)
      values (${bot.bank.client.vanke}, ${metric}, '2026Q3', '2026-09-30', 250, ${metric === 'staff_count' ? 'count' : 'ten_thousand_yuan'}, '三季报', now(), true)`
  const draft = await draftOf('corporateOfficer', 'regional')
  await officer.click(draft, { action_id: 'criteria_dry_run' })
  await windowText(bot, 'corporateOfficer', '试算已开始')
  const said = officer.render(await seen(bot, 'corporateOfficer', '认定标准试算'))
  expect(said).toContain('原已不达标：1 户')
  expect(said).toContain('深圳分行：原已不达标：1 户')
  const file = await officer.waitFor(
    () =>
      officer
        .messages()
        .flatMap(({ files }) => files)
        .at(-1),
    { timeoutMs: 15_000 },
  )
  const answer = await fetch(new URL(file.url, bot.workspace.url))
  const csv = Buffer.from(await answer.arrayBuffer()).toString('utf8')
  expect(csv).toMatch(/^\uFEFF结果,客户编号/)
  expect(csv).toContain("原已不达标,000002.SZ,'=万科,区域性战略客户,深圳分行,制造")
  expect(csv).toContain('年营业收入（示例）、总资产（示例）')
})
