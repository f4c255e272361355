import { afterEach, expect, test } from 'vitest'
import { createLog } from '../../src/log.ts'
import { createGateway } from '../../src/slack/gateway.ts'
import { createSlackClient } from '../../src/slack/slack-client.ts'
import { testBot } from '../support/bot.ts'
import { approve, cardsOf, recommend, routeOption, shown, stateOf } from '../support/gestures.ts'

const bot = await testBot()
const { faults, log } = bot.workspace
const gateway = createGateway({
  client: createSlackClient({ token: bot.workspace.botToken, apiUrl: bot.workspace.apiUrl, log: createLog('silent') }),
  log: createLog('silent'),
})

afterEach(() => faults.clear())

/** Where the recommender's own copy is known to be. */
async function place(number: number): Promise<{ channel: string; ts: string }> {
  const [row] = await bot.database.sql<{ channel: string; ts: string }[]>`
    select channel_id as channel, ts from recommendation_cards where recommendation_id = ${number} and role = 'recommender'`
  if (!row) throw new Error(`no copy of R-${number}`)
  return row
}

function own(number: number): string[] {
  return cardsOf(bot, number).flatMap(({ key, text }) => (key === 'shenzhenOfficer' ? [text] : []))
}

function posted(number: number): number {
  const to = bot.as('shenzhenOfficer').id
  const calls = log.calls('chat.postMessage').filter(({ args }) => args.channel === to)
  return calls.filter(({ args }) => JSON.stringify(args.blocks ?? '').includes(`R-${number}｜`)).length
}

const clients = ['中集', '万科', '京东方'] as const

test('B27 lost cards, each in its way: one fresh card each, which is then the card; nothing else is posted anew', async () => {
  const numbers: number[] = []
  for (const client of clients) {
    const what = {
      client,
      route: routeOption.branchRecommends,
      category: 'key_industry_front_runner',
      leadUnit: '福田',
    }
    numbers.push(await recommend(bot, 'shenzhenOfficer', what))
  }
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
  const decisions = await bot.database.sql`select 1 from recommendation_decisions`
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
