import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { DeliveryEntry, PageView } from '../../src/workspace/protocol.ts'
import type { PersonKey } from '../support/bank.ts'
import { type TestBot, testBot } from '../support/bot.ts'
import { type DatabaseWire, databaseWire } from '../support/database-wire.ts'
import { approve, beginVerdict, fill, recommend, routeOption, seen, shown, window } from '../support/gestures.ts'

/** Slack gives 3 s in all; the case leaves the bot 2.5 s of them. */
const ackMs = 2_500
const slowQueryMs = 4_000
const slowCallMs = 10_000
const working = '系统响应较慢，仍在处理'
const recovering = { timeoutMs: 25_000 }

/** Everything that may be slow, made slow and quick again. */
interface Slow {
  database(): void
  slack(): void
  nothing(): void
}

/** Tells B09 over one of Slack's two ways to the bot. */
export async function typedAgain(way: 'socket mode' | 'signed HTTP'): Promise<void> {
  let wire: DatabaseWire | undefined
  const bot = await testBot({
    pool: async (own) => {
      wire = await databaseWire(own)
      return wire.database
    },
    ...(way === 'signed HTTP' && { http: true }),
  })
  const slow: Slow = {
    database: () => wire?.slow(slowQueryMs),
    slack: () =>
      void bot.workspace.faults.add({ method: '*', kind: 'delay', ms: slowCallMs, count: Number.POSITIVE_INFINITY }),
    nothing() {
      wire?.slow(0)
      bot.workspace.faults.clear()
    },
  }
  test(`B09 over ${way}: with slow queries and slow calls everything is acknowledged in time, answered at once, and leads to its result`, async () => {
    await everythingAtOnce(bot, slow)
  }, 90_000)
  test(`B09 over ${way}: the same command 5 s later, while the first still waits for the database, leads to the same draft`, async () => {
    await twice(bot, slow)
  }, 60_000)
  test(`B09 over ${way}: a result that cannot come into its window any more comes as a direct message`, async () => {
    await resultBeside(bot, slow)
  }, 60_000)
}

function drafts(bot: TestBot, key: PersonKey) {
  return bot.database.sql<{ id: number; clientId: number | null }[]>`
    select id::int, client_id::int as "clientId" from recommendations
    where submitted_by = ${bot.bank.person[key]} and state = 'draft' and client_id is not null order by id`
}

/** The draft that a form in a window belongs to, as the bot drew it there. */
function draftOf({ workspace }: TestBot, { id }: PageView): unknown {
  const drawn = workspace.log.calls('views.update').findLast(({ args }) => args.view_id === id)
  const { private_metadata } = JSON.parse(String(drawn?.args.view)) as { private_metadata: string }
  return (JSON.parse(private_metadata) as { id: unknown }).id
}

function notes(bot: TestBot, key: PersonKey, words: string) {
  const actor = bot.as(key)
  return actor.ephemerals().filter((message) => actor.render(message).includes(words))
}

async function everythingAtOnce(bot: TestBot, slow: Slow): Promise<void> {
  const number = await recommend(bot, 'futianManager', {
    client: '中集',
    route: routeOption.branchRecommends,
    category: 'key_industry_front_runner',
  })
  await approve(bot, 'futianPresident')
  const card = await seen(bot, 'shenzhenPresident', 'recommendation_record', `R-${number}｜`)
  const president = bot.as('shenzhenPresident')
  const reason = await beginVerdict(bot, 'shenzhenPresident', 'return', `R-${number}｜`)
  await president.type(reason, { action_id: 'reason' }, '请补充海外业务数据')
  const officer = bot.as('beijingOfficer')
  const form = await fill(bot, 'beijingOfficer', {
    client: '京东方',
    route: routeOption.branchDesignates,
    category: 'regional_monopoly',
    leadUnit: '东城',
  })
  await bot.service.idle()

  const since = bot.workspace.log.deliveries().length
  slow.database()
  slow.slack()
  const submitted = president.submit()
  const manager = bot.as('luohuManager')
  const pressed = [
    manager.command('/recommend 万科'),
    bot.as('administrator').command('/client 中集'),
    bot.as('president').command('/approvals'),
    bot
      .as('futianPresident')
      .click(await seen(bot, 'futianPresident', 'recommendation_record'), { action_id: 'recommendation_record' }),
    bot
      .as('futianManager')
      .click(await seen(bot, 'futianManager', 'recommendation_withdraw'), { action_id: 'recommendation_record' }),
    president.click(card, { action_id: 'recommendation_approve' }),
    officer.select(form, { action_id: 'route' }, routeOption.branchRecommends),
    bot.as('corporateOfficer').openHome(),
  ]
  expect(await officer.suggest(form, { action_id: 'leadUnit' }, '东城')).toEqual([])
  await expectWorkingNotes(bot)
  await sleep(5_000)
  pressed.push(manager.command('/recommend 万科'))
  await Promise.all(pressed)
  await submitted
  await manager.waitFor(() => notes(bot, 'luohuManager', working).length === 2)
  expectInTime(bot.workspace.log.deliveries().slice(since))

  slow.nothing()
  await expectResults(bot, number)
  await sameDraft(bot)
}

/** Who has no window yet reads that it takes longer; the submitted form says so in its own window. */
async function expectWorkingNotes(bot: TestBot): Promise<void> {
  for (const key of ['luohuManager', 'administrator', 'president', 'futianPresident', 'shenzhenPresident'] as const)
    await bot.as(key).waitFor(() => notes(bot, key, working).length > 0)
  await window(bot, 'shenzhenPresident', '正在处理，请稍候')
}

function expectInTime(deliveries: DeliveryEntry[]): void {
  const kinds = new Set(deliveries.map(({ what }) => what))
  expect(kinds).toEqual(
    new Set([
      'view_submission',
      'command:/recommend',
      'command:/client',
      'command:/approvals',
      'block_actions',
      'block_suggestion',
      'event:app_home_opened',
    ]),
  )
  const late = deliveries.filter(({ outcome, tookMs }) => outcome !== 'acknowledged' || (tookMs ?? ackMs) >= ackMs)
  expect(late.map(({ what, outcome, tookMs }) => ({ what, outcome, tookMs }))).toEqual([])
}

/** Of the two who decided at once one succeeded, and both learn what came of it. */
async function expectResults(bot: TestBot, number: number): Promise<void> {
  const president = bot.as('shenzhenPresident')
  await president.waitFor(() => {
    const view = president.view()
    return view && !president.render(view).includes('正在处理') ? view : null
  }, recovering)
  const taken = await bot.database.sql`
    select verdict from recommendation_decisions where recommendation_id = ${number} and step_no = 2`
  expect(taken).toHaveLength(1)
  expect(['approved', 'returned']).toContain(taken[0]?.verdict)
  await bot.as('administrator').waitFor(() => notes(bot, 'administrator', '中集集团').length > 0, recovering)
  await bot.as('corporateOfficer').waitFor(() => bot.as('corporateOfficer').home(), recovering)
  for (const key of ['president', 'futianPresident'] as const)
    await bot.as(key).waitFor(() => notes(bot, key, '窗口没能打开').length > 0, recovering)
}

/** Neither window could open, since a trigger lives for 3 s: both notes lead to one form. */
async function sameDraft(bot: TestBot): Promise<void> {
  const manager = bot.as('luohuManager')
  const offers = await manager.waitFor(() => {
    const found = notes(bot, 'luohuManager', '窗口没能打开')
    return found.length === 2 ? found : null
  }, recovering)
  const ids = []
  for (const offer of offers) {
    await manager.click(offer, { text: '再试一次' })
    ids.push(draftOf(bot, await window(bot, 'luohuManager', '"reason"')))
    await manager.close(true)
  }
  expect(new Set(ids).size).toBe(1)
  expect(await drafts(bot, 'luohuManager')).toEqual([{ id: ids[0], clientId: bot.bank.client.vanke }])
}

async function twice(bot: TestBot, slow: Slow): Promise<void> {
  const manager = bot.as('futianManager2')
  slow.database()
  const first = manager.command('/recommend 万科')
  await manager.waitFor(() => manager.view())
  await sleep(5_000)
  const [one, two] = [await first, await manager.command('/recommend 万科')]
  expect([one, two]).toEqual([{ ok: true }, { ok: true }])
  slow.nothing()
  // The second window lies on the first.
  const above = draftOf(bot, await manager.waitFor(() => formOf(manager.view()), recovering))
  await manager.close()
  const below = draftOf(bot, await manager.waitFor(() => formOf(manager.view()), recovering))
  expect(below).toBe(above)
  expect(await drafts(bot, 'futianManager2')).toEqual([{ id: above, clientId: bot.bank.client.vanke }])
}

async function resultBeside(bot: TestBot, slow: Slow): Promise<void> {
  const manager = bot.as('luohuManager')
  await fill(bot, 'luohuManager', {
    client: '万科',
    route: routeOption.subBranchRecommends,
    category: 'regional_group',
  })
  slow.database()
  await manager.submit()
  await window(bot, 'luohuManager', '正在处理，请稍候')
  slow.nothing()
  bot.workspace.faults.add({ method: 'views.update', kind: 'error', error: 'internal_error', count: 1 })
  await shown(bot, 'luohuManager', '已提交：万科A，R-')
}

function formOf(view: PageView | null): PageView | null {
  return view && JSON.stringify(view).includes('"reason"') ? view : null
}
