import { afterEach, expect, test } from 'vitest'
import { queueEffects } from '../../db/queries/effects.ts'
import { testBot } from '../support/bot.ts'
import { approve, recommend, routeOption, shown } from '../support/gestures.ts'

const bot = await testBot({ rates: true })
const { faults, log, rules } = bot.workspace
const { sql, db } = bot.database

afterEach(() => faults.clear())

const what = { route: routeOption.branchRecommends, category: 'key_industry_front_runner', leadUnit: '福田' }

/** Calls of a method, to one channel or all. */
function calls(method: string, channel?: string) {
  return log.calls(method).filter(({ args }) => channel === undefined || args.channel === channel)
}

/** The backlog of a campaign: messages that may wait, each to one of many people, each once. */
async function campaign(recommendationId: number, count: number): Promise<void> {
  const people = await sql<{ id: string }[]>`select id from people order by id`
  const rows = Array.from({ length: count }, (_, at) => ({
    lane: `campaign/${at}`,
    kind: 'shortened_alarm',
    payload: { recommendationId, personId: Number(people[at % people.length]?.id), error: `campaign ${at}` },
    priority: 2,
  }))
  await db.transaction((tx) => queueEffects(tx, rows, new Date()))
}

test('B15 a limited channel is left alone until its time is over; everything else goes on, and each goes out once', async () => {
  rules.rateLimits = true
  await bot.service.idle()
  const number = await recommend(bot, 'shenzhenOfficer', { ...what, client: '中集' })
  await shown(bot, 'shenzhenPresident', `R-${number}｜`, '[同意]')
  const limited = bot.as('president').id
  faults.add({
    method: 'chat.postMessage',
    kind: '429',
    retryAfter: 5,
    count: 1,
    match: ({ channel }) => channel === limited,
  })
  log.clear()
  await campaign(number, 45)
  await approve(bot, 'shenzhenPresident', `R-${number}｜`)
  await shown(bot, 'corporateOfficer', `R-${number}｜`, '[同意]')
  const waiting = await sql`select 1 from effects where kind = 'shortened_alarm' and state in ('ready', 'sending')`
  expect(waiting.length).toBeGreaterThan(0)
  await bot.another()

  await expect
    .poll(() => sql`select state, count(*)::int as n from effects where kind = 'shortened_alarm' group by state`, {
      timeout: 60_000,
      interval: 250,
    })
    .toEqual([{ state: 'done', n: 45 }])
  const toLimited = calls('chat.postMessage', limited)
  const refused = toLimited.findIndex(({ status }) => status === 429)
  expect(toLimited[refused + 1]?.received).toBeGreaterThanOrEqual((toLimited[refused]?.answered ?? 0) + 5_000)
  expect(refused).toBeGreaterThanOrEqual(0)
  const all429 = log.calls().filter(({ status }) => status === 429)
  expect(all429).toHaveLength(1)
  const sent = calls('chat.postMessage').filter(({ args, answer }) => {
    return answer?.ok && JSON.stringify(args).includes('campaign')
  })
  const subjects = sent.map(({ args }) => JSON.stringify(args.metadata))
  expect(new Set(subjects).size).toBe(45)
  expect(subjects).toHaveLength(45)
}, 120_000)
