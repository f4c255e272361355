import { afterEach, expect, test } from 'vitest'
import { insertClient } from '../../db/queries/client.ts'
import { createLog } from '../../src/log.ts'
import { createGateway } from '../../src/slack/gateway.ts'
import { createSlackClient } from '../../src/slack/slack-client.ts'
import { sweepReminders } from '../../src/usecases/sweep-reminders.ts'
import type { PersonKey } from '../support/bank.ts'
import { testBot } from '../support/bot.ts'
import { approve, cardsOf, recommend, routeOption, seen, shown, stateOf } from '../support/gestures.ts'

let at = Date.parse('2026-11-24T02:00:00Z')
const bot = await testBot({ clock: { now: () => new Date(at) } })
const { faults, log } = bot.workspace
const gateway = createGateway({
  client: createSlackClient({ token: bot.workspace.botToken, apiUrl: bot.workspace.apiUrl, log: createLog('silent') }),
  log: createLog('silent'),
})

afterEach(() => faults.clear())

/** Where a copy is known to be: the recommender's own, or the first decider's. */
async function place(
  number: number,
  role: 'recommender' | 'decider' = 'recommender',
): Promise<{ channel: string; ts: string }> {
  const [row] = await bot.database.sql<{ channel: string; ts: string }[]>`
    select channel_id as channel, ts from recommendation_cards
    where recommendation_id = ${number} and role = ${role} order by id limit 1`
  if (!row) throw new Error(`no copy of R-${number}`)
  return row
}

/** Recommends a client; the branch's president is asked first. */
function recommendTo(client: string): Promise<number> {
  const route = routeOption.branchRecommends
  return recommend(bot, 'shenzhenOfficer', { client, route, category: 'key_industry_front_runner', leadUnit: '福田' })
}

function own(number: number): string[] {
  return cardsOf(bot, number).flatMap(({ key, text }) => (key === 'shenzhenOfficer' ? [text] : []))
}

function posted(number: number, key: PersonKey = 'shenzhenOfficer'): number {
  const to = bot.as(key).id
  const calls = log.calls('chat.postMessage').filter(({ args }) => args.channel === to)
  return calls.filter(({ args }) => JSON.stringify(args.blocks ?? '').includes(`R-${number}｜`)).length
}

async function remindAt(moment: string): Promise<void> {
  at = Date.parse(moment)
  await sweepReminders(bot.deps)
  await bot.service.idle()
}

const clients = ['中集', '万科', '京东方'] as const
const others = Array.from({ length: 12 }, (_, index) => `远航${String(index + 1).padStart(2, '0')}`)

test('B27 reminded of: an approver’s deleted card is back, once; the cards that are there are left alone', async () => {
  await bot.database.db.transaction(async (tx) => {
    for (const [index, shortName] of others.entries())
      await insertClient(tx, { code: `Y${index}`, shortName, legalName: shortName, region: '深圳', industry: '航运' })
  })
  const numbers: number[] = []
  for (const client of others) numbers.push(await recommendTo(client))
  await bot.service.idle()
  const gone = numbers.slice(0, 3)
  const places = new Map<number, { channel: string; ts: string }>()
  for (const number of numbers) places.set(number, await place(number, 'decider'))
  for (const number of gone) await gateway.deleteMessage(await place(number, 'decider'))
  log.clear()

  // Where Slack has no time for looks the message is out all the same, and does not come back for them.
  faults.add({ method: 'chat.getPermalink', kind: 'error', error: 'internal_error', count: 99 })
  await remindAt('2026-11-26T01:00:00Z')
  await seen(bot, 'shenzhenPresident', '今日提醒')
  const digests = await bot.database.sql`select state from effects where kind = 'reminder_digest'`
  expect(digests.every(({ state }) => state === 'done')).toBe(true)
  expect(log.calls('chat.getPermalink')).toHaveLength(1)
  faults.clear()
  await remindAt('2026-11-27T01:00:00Z')
  await remindAt('2026-11-30T01:00:00Z')
  for (const number of numbers) {
    expect(posted(number, 'shenzhenPresident')).toBe(gone.includes(number) ? 1 : 0)
    const now = await place(number, 'decider')
    expect(now.ts === places.get(number)?.ts).toBe(!gone.includes(number))
    const tried = log.calls('chat.update').filter(({ args }) => args.ts === places.get(number)?.ts)
    expect(tried).toHaveLength(gone.includes(number) ? 1 : 0)
  }

  // A decision from the card that came back; the others are there to be decided as ever.
  for (const client of others) {
    await approve(bot, 'shenzhenPresident', client)
    await shown(bot, 'corporateOfficer', client, '[同意]')
  }
  await bot.service.idle()
  expect(await bot.database.sql`select 1 from recommendation_decisions`).toHaveLength(others.length)
  expect([...(await bot.database.sql`select kind, last_error from effects where state = 'dead'`)]).toEqual([])
}, 120_000)

test('B27 lost cards, each in its way: one fresh card each, which is then the card; nothing else is posted anew', async () => {
  const numbers: number[] = []
  for (const client of clients) numbers.push(await recommendTo(client))
  await bot.service.idle()
  const [deleted = 0, refused = 0, closed = 0] = numbers
  const places = new Map<number, { channel: string; ts: string }>()
  for (const number of numbers) places.set(number, await place(number))
  await gateway.deleteMessage(await place(deleted))
  const refuse = (number: number, error: string) =>
    faults.add({ method: 'chat.update', kind: 'error', error, count: 99, match: { ts: places.get(number)?.ts } })
  refuse(refused, 'cant_update_message')
  refuse(closed, 'edit_window_closed')
  log.clear()

  for (const client of clients) await approve(bot, 'shenzhenPresident', client)
  for (const number of numbers) {
    await shown(bot, 'shenzhenOfficer', `R-${number}｜`, '总行')
    await shown(bot, 'corporateOfficer', `R-${number}｜`, '[同意]')
  }
  await bot.service.idle()
  const decisions = await bot.database
    .sql`select 1 from recommendation_decisions where recommendation_id in ${bot.database.sql(numbers)}`
  expect(decisions).toHaveLength(3)
  for (const number of numbers) {
    expect(own(number)).toHaveLength(1)
    expect(posted(number)).toBe(1)
    expect((await place(number)).ts).not.toBe(places.get(number)?.ts)
  }

  // From now on the fresh card is redrawn; the lost one is not tried again.
  log.clear()
  for (const client of clients) await approve(bot, 'corporateOfficer', client)
  await bot.service.idle()
  for (const number of numbers) {
    expect(posted(number)).toBe(0)
    const tried = log.calls('chat.update').filter(({ args }) => args.ts === places.get(number)?.ts)
    expect(tried).toEqual([])
    expect(stateOf(own(number)[0] ?? '')).not.toBe('')
  }
  const given = await bot.database.sql`select kind, last_error from effects where state = 'dead'`
  expect([...given]).toEqual([])
}, 60_000)
