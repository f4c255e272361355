import { afterAll, expect, test } from 'vitest'
import type { SeenMessage } from '../../src/workspace/actor/contract.ts'
import { testBot } from '../support/bot.ts'
import { type DatabaseWire, databaseWire } from '../support/database-wire.ts'
import { approve, recommend, routeOption, seen, shown, window, windowText } from '../support/gestures.ts'

let wire: DatabaseWire | undefined
const bot = await testBot({
  pool: async (own) => {
    wire = await databaseWire(own)
    return wire.database
  },
})
const { sql } = bot.database
const president = bot.as('shenzhenPresident')
const notOpened = '窗口没能打开（等待超时），什么都没有记录。请再试一次。'
let number: number

const rejections: unknown[] = []
const keep = (reason: unknown) => void rejections.push(reason)
process.on('unhandledRejection', keep)
afterAll(() => void process.off('unhandledRejection', keep))

async function decisions(): Promise<number> {
  const [row] = await sql`
    select count(*)::int as count from recommendation_decisions where recommendation_id = ${number} and step_no = 2`
  return row?.count
}

function card(): Promise<SeenMessage> {
  return seen(bot, 'shenzhenPresident', 'recommendation_return', `R-${number}｜`)
}

function opened(): { trigger: unknown; error: unknown }[] {
  return bot.workspace.log
    .calls('views.open')
    .map(({ args, answer }) => ({ trigger: args.trigger_id, error: answer?.error ?? null }))
}

/** The newest private note that offers to try again. */
function offer(): SeenMessage | undefined {
  return president.ephemerals().findLast((message) => president.render(message).includes(notOpened))
}

test('B10 the line is as slow as it says', async () => {
  const plain = wire?.database.sql
  if (!wire || !plain) throw new Error('the bot has no line to its database')
  await plain`select 1`
  wire.slow(3_200)
  const began = performance.now()
  await plain`select 1`.finally(() => wire?.slow(0))
  // Longer than a trigger lives; timers may be a millisecond early.
  expect(performance.now() - began).toBeGreaterThan(3_000)
})

test('B10 every window opens before the database has answered anything: it takes 3.2 s, a trigger lives for 3 s', async () => {
  number = await recommend(bot, 'futianManager', {
    client: '中集',
    route: routeOption.branchRecommends,
    category: 'key_industry_front_runner',
  })
  await approve(bot, 'futianPresident')
  const pressed = await card()
  await bot.service.idle()
  const gestures: [string, () => Promise<unknown>][] = [
    ['recommendation_return', () => president.click(pressed, { action_id: 'recommendation_return' })],
    ['recommendation_reject', () => president.click(pressed, { action_id: 'recommendation_reject' })],
    ['recommendation_ask', () => president.click(pressed, { action_id: 'recommendation_ask' })],
    ['recommendation_record', () => president.click(pressed, { action_id: 'recommendation_record' })],
    ['/approvals', () => president.command('/approvals')],
    ['/recommend', () => president.command('/recommend')],
  ]
  for (const [name, gesture] of gestures) {
    wire?.slow(3_200)
    await gesture()
    const view = await president.waitFor(() => president.view())
    expect(opened().at(-1)?.error, name).toBeNull()
    expect(president.render(view), name).toMatch(/理由|问题|正在打开/)
    wire?.slow(0)
    await president.close(true)
    await bot.service.idle()
  }
  expect(opened()).toHaveLength(1 + gestures.length)
})

test('B10 the form is usable while the database is slow, and decides only with its comment', async () => {
  wire?.slow(3_200)
  await president.click(await card(), { action_id: 'recommendation_return' })
  const form = await window(bot, 'shenzhenPresident', 'plain_text_input')
  expect(president.render(form)).toContain(`中集集团的推荐（R-${number}）`)
  wire?.slow(0)
  expect((await president.submit()).errors?.reason).toBeTruthy()
  await president.type(form, { action_id: 'reason' }, '　 ')
  expect((await president.submit()).errors?.reason).toBeTruthy()
  expect(await decisions()).toBe(0)
  await president.close(true)
})

test.each(['expired_trigger_id', 'exchanged_trigger_id', 'invalid_trigger_id'])(
  'B10 views.open answers %s: a private note with "try again", the card stays usable, the trigger is not tried twice',
  async (error) => {
    const before = opened().length
    bot.workspace.faults.add({ method: 'views.open', kind: 'error', error, count: 1 })
    const pressed = await card()
    const notes = president.ephemerals().length
    await president.click(pressed, { action_id: 'recommendation_return' })
    await president.waitFor(() => president.ephemerals().length > notes)
    expect(president.view()).toBeNull()
    expect(president.ephemerals()).toHaveLength(notes + 1)
    expect(bot.as('futianManager').ephemerals()).toEqual([])
    expect(president.render(await card())).toContain('[同意] [退回补充] [否决]')

    const note = offer()
    if (!note) throw new Error('no note offers to try again')
    await president.click(note, { text: '再试一次' })
    await window(bot, 'shenzhenPresident', 'plain_text_input')
    await president.close(true)
    const tries = opened().slice(before)
    expect(tries.map((one) => one.error)).toEqual([error, null])
    expect(new Set(tries.map((one) => one.trigger)).size).toBe(2)
    expect(await decisions()).toBe(0)
  },
)

test('B10 without a message to answer at: a command gets the note, a Home button a direct message, and both can try again', async () => {
  const fail = () =>
    bot.workspace.faults.add({ method: 'views.open', kind: 'error', error: 'expired_trigger_id', count: 1 })
  const manager = bot.as('luohuManager')
  fail()
  await manager.command('/recommend 万科')
  const note = await manager.waitFor(() => manager.ephemerals().at(-1))
  await manager.click(note, { text: '再试一次' })
  await windowText(bot, 'luohuManager', '推荐战略客户', '万科A（000002.SZ）')
  await manager.close(true)

  const officer = bot.as('shenzhenOfficer')
  await officer.openHome()
  const home = await officer.waitFor(() => officer.home())
  fail()
  await officer.click(home, { action_id: 'recommendation_open' })
  const message = await shown(bot, 'shenzhenOfficer', notOpened, '[再试一次]')
  await officer.click(message, { text: '再试一次' })
  await windowText(bot, 'shenzhenOfficer', '推荐战略客户')
})

test('B10 the window opens but Slack will not show what follows: the person is told, not left with "opening"', async () => {
  const notes = president.ephemerals().length
  bot.workspace.faults.add({ method: 'views.update', kind: 'error', error: 'internal_error', count: 1 })
  await president.command('/approvals')
  await president.waitFor(() => president.ephemerals().length > notes)
  expect(offer()).toBeTruthy()
  expect(rejections).toEqual([])
})
