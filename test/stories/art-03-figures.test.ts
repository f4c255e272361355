import { createCanvas, loadImage } from '@napi-rs/canvas'
import { afterEach, expect, test } from 'vitest'
import { drawFigures } from '../../src/slack/figures-chart.ts'
import type { PersonKey } from '../support/bank.ts'
import { testBot } from '../support/bot.ts'
import { approve, recommend, routeOption, shown, window, windowText } from '../support/gestures.ts'

const bot = await testBot()
const { sql } = bot.database

afterEach(async () => {
  for (const key of ['futianManager', 'dongchengManager'] as const) while (bot.as(key).view()) await bot.as(key).close()
})

/** The person's own view of the client's card, pressed. */
async function press(key: PersonKey, action: string): Promise<void> {
  const actor = bot.as(key)
  await actor.command('/client 中集集团')
  const card = await actor.waitFor(() =>
    actor.ephemerals().findLast(({ blocks }) => JSON.stringify(blocks).includes(action)),
  )
  await actor.click(card, { action_id: action })
}

test('what a recommendation says of its client is among its figures; the card holds the newest against the criteria', async () => {
  await recommend(bot, 'shenzhenOfficer', {
    client: '中集集团',
    route: routeOption.branchDesignates,
    category: 'regional_group',
    leadUnit: '福田',
    typed: { criterion_annual_revenue: '12', criterion_contribution: '300' },
  })
  await approve(bot, 'shenzhenPresident', '中集集团')
  await press('futianManager', 'figures_history')
  const text = await windowText(bot, 'futianManager', '历史数据', '年综合贡献（示例）')
  expect(text).toMatch(/\d{4}-\d{2}：12 亿元｜R-\d+｜shenzhenOfficer/)
})

test('figures of a period are entered from the card; what is wrong is said at its field, what stood there stays', async () => {
  const actor = bot.as('futianManager')
  await press('futianManager', 'figures_enter')
  const form = await window(bot, 'futianManager', '"figure_annual_revenue"')
  expect(actor.render()).toContain('现有：12 亿元')
  // In the unit of the regional criteria, as the client is one: the bank-wide ones measure deposits in 亿元.
  expect(actor.render()).toContain('日均存款（示例）（万元）')
  await actor.type(form, { action_id: 'period' }, '去年')
  await actor.type(form, { action_id: 'source' }, '三季报')
  await actor.type(form, { action_id: 'figure_annual_revenue' }, '九亿')
  expect(await actor.submit()).toMatchObject({ closed: false })
  expect(actor.render()).toContain('“九亿”不是数字')
  expect(actor.render()).toContain('例如 2026Q3')
  await actor.type(form, { action_id: 'period' }, '2026年12月')
  await actor.type(form, { action_id: 'figure_annual_revenue' }, '９.５')
  expect(await actor.submit()).toMatchObject({ closed: true })
  const rows = await sql`select period, value::float8, source, newest, entered_by::int by from client_figures
    where metric = 'annual_revenue' order by id`
  expect(rows.map(({ value, newest }) => [value, newest])).toEqual([
    [12, false],
    [9.5, true],
  ])
  expect(rows[1]).toMatchObject({ period: '2026-12', source: '三季报', by: bot.bank.person.futianManager })
  await actor.command('/client 中集集团')
  await actor.waitFor(() =>
    actor.ephemerals().some((message) => actor.render(message).includes('✗ 年营业收入（示例）：9.5 亿元')),
  )
})

test('what was typed is meant in the units that its form named, whatever the criteria say by then', async () => {
  const actor = bot.as('futianManager')
  await press('futianManager', 'figures_enter')
  const form = await window(bot, 'futianManager', '"figure_average_deposits"')
  await sql`update criteria_versions set criteria = replace(criteria::text, 'ten_thousand_yuan', 'hundred_million_yuan')::jsonb`
  await actor.type(form, { action_id: 'period' }, '2026-12')
  await actor.type(form, { action_id: 'source' }, '三季报')
  await actor.type(form, { action_id: 'figure_average_deposits' }, '8000')
  expect(await actor.submit()).toMatchObject({ closed: true })
  const [row] =
    await sql`select value::float8, unit from client_figures where metric = 'average_deposits' order by id desc limit 1`
  expect(row).toEqual({ value: 8000, unit: 'ten_thousand_yuan' })
})

test('a post outside the lead unit neither enters nor sees them', async () => {
  await bot.as('dongchengManager').command('/client 中集集团')
  await bot.as('dongchengManager').waitFor(() => bot.as('dongchengManager').ephemerals().at(-1))
  const card = bot
    .as('futianManager')
    .ephemerals()
    .findLast(({ blocks }) => JSON.stringify(blocks).includes('figures_enter'))
  if (!card) throw new Error('no card')
  await sql`update policy_versions set document = document || '{"figureEntrants":["branch_officer"]}'`
  await press('futianManager', 'figures_enter')
  await windowText(bot, 'futianManager', '客户数据由主办行及其上级的分行经办人员录入')
})

test('the chart is drawn here and arrives as a picture', async () => {
  await press('futianManager', 'figures_chart')
  const actor = bot.as('futianManager')
  const file = await actor.waitFor(
    () =>
      actor
        .messages()
        .flatMap(({ files }) => files)
        .at(-1),
    { timeoutMs: 15_000 },
  )
  expect(file.name).toMatch(/^中集集团_指标走势_\d{4}-\d{2}-\d{2}\.png$/)
  const answer = await fetch(new URL(file.url, bot.workspace.url))
  const bytes = Buffer.from(await answer.arrayBuffer())
  expect(bytes.subarray(1, 4).toString()).toBe('PNG')
  await shown(bot, 'futianManager', '中集集团的主要指标走势')
})

test('labels, values and thresholds leave ink, Chinese ones each their own', async () => {
  const draw = (name: string, value: number, threshold: number | null) => {
    const series = [
      { name: { zh: name, en: name }, unit: 'percent' as const, points: [{ period: '2026Q1', value }], threshold },
    ]
    return drawFigures({ client: '中集集团', series }, 'zh')
  }
  const pictures = await Promise.all([
    draw('总资产', 1, 2),
    draw('净利润', 1, 2),
    draw('总资产', 3, 2),
    draw('总资产', 1, null),
  ])
  expect(new Set(pictures.map((bytes) => Buffer.from(bytes).toString('base64'))).size).toBe(4)
})

test('the threshold goes across the chart, also where there is one period', async () => {
  const series = [
    {
      name: { zh: '净利润', en: 'Net profit' },
      unit: 'percent' as const,
      points: [{ period: '2026Q1', value: 1 }],
      threshold: 2,
    },
  ]
  const picture = await loadImage(await drawFigures({ client: '中集集团', series }, 'zh'))
  const ink = createCanvas(picture.width, picture.height).getContext('2d')
  ink.drawImage(picture, 0, 0)
  const { data } = ink.getImageData(0, 0, picture.width, picture.height)
  const reds = Array.from({ length: picture.height }, (_, y) => {
    const row = data.subarray(y * picture.width * 4, (y + 1) * picture.width * 4)
    return Array.from({ length: picture.width }, (_, x) => x).filter(
      (x) => (row[x * 4] ?? 0) > 150 && (row[x * 4 + 1] ?? 0) < 100,
    )
  })
  const line = reds.reduce((longest, row) => (row.length > longest.length ? row : longest))
  const [first = 0, last = 0] = [line[0], line.at(-1)]
  expect((last - first) / picture.width).toBeGreaterThan(0.7)
})
