import { expect, test } from 'vitest'
import { testBot } from '../support/bot.ts'
import { approve, cardsOf, recommend, routeOption, shown } from '../support/gestures.ts'

const bot = await testBot()
const { faults, log } = bot.workspace
const what = {
  route: routeOption.branchRecommends,
  category: 'key_industry_front_runner',
  leadUnit: '福田',
}

function posted(number: number, to: string): number {
  return log.calls('chat.postMessage').filter(({ args }) => {
    return args.channel === to && JSON.stringify(args.blocks ?? '').includes(`R-${number}｜`)
  }).length
}

async function sendStates(): Promise<Record<string, number>> {
  const rows = await bot.database.sql<{ state: string; n: number }[]>`
    select state, count(*)::int as n from sends group by state`
  return Object.fromEntries(rows.map(({ state, n }) => [state, n]))
}

test('B08 a commit that fails sends nothing', async () => {
  await bot.service.idle()
  const { sql } = bot.database
  await sql`create function refuse_commit() returns trigger language plpgsql as
    $$ begin raise exception 'no room on the device'; end $$`
  await sql`create constraint trigger refuse_commit after insert on effects deferrable initially deferred
    for each row execute function refuse_commit()`
  const before = log.calls('chat.postMessage').length
  await expect(recommend(bot, 'beijingOfficer', { ...what, client: '万科', leadUnit: '东城' })).rejects.toThrow()
  await sql`drop trigger refuse_commit on effects`
  await bot.service.idle()
  const [row] = await sql`select count(*)::int as n from effects where kind <> 'directory_read'`
  expect(row?.n).toBe(0)
  const since = log.calls('chat.postMessage').slice(before)
  expect(since.filter(({ args }) => JSON.stringify(args).includes('万科'))).toEqual([])
}, 40_000)

test('B08 taken, then the connection breaks, twice: each card is found by its mark and is there once', async () => {
  const cut = faults.add({ method: 'chat.postMessage', kind: 'lost-answer', count: 2 })
  const number = await recommend(bot, 'shenzhenOfficer', { ...what, client: '中集' })
  await shown(bot, 'shenzhenPresident', `R-${number}｜`)
  await bot.service.idle()
  expect(cut.remaining()).toBe(0)
  await expect.poll(sendStates, { timeout: 15_000 }).toEqual({ sent: 2 })
  await bot.service.idle()
  for (const key of ['shenzhenOfficer', 'shenzhenPresident'] as const) {
    expect(posted(number, bot.as(key).id)).toBe(1)
    expect(cardsOf(bot, number).filter((card) => card.key === key)).toHaveLength(1)
  }
  await approve(bot, 'shenzhenPresident', `R-${number}｜`)
  const decisions = () => bot.database.sql`
    select verdict from recommendation_decisions where recommendation_id = ${number}`
  await expect.poll(decisions, { timeout: 10_000 }).toEqual([{ verdict: 'approved' }])
}, 60_000)
