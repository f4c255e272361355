import { afterEach, expect, test } from 'vitest'
import { givenUp } from '../../db/queries/dead-effects.ts'
import { type NewEffect, queueEffects } from '../../db/queries/effects.ts'
import { people } from '../../db/schema/people.ts'
import { slackAccounts } from '../../db/schema/slack-accounts.ts'
import type { CallEntry } from '../../src/workspace/protocol.ts'
import { testBot } from '../support/bot.ts'
import { approve, recommend, routeOption, shown } from '../support/gestures.ts'

const bot = await testBot({ rates: true })
const { faults, log, rules } = bot.workspace
const { sql, db } = bot.database

const CHANNELS = 300
const CARDS = 40
const RETRY_AFTER_S = 30
const WITHIN = { timeout: 280_000, interval: 500 }

afterEach(() => faults.clear())

const what = { route: routeOption.branchRecommends, category: 'key_industry_front_runner', leadUnit: '福田' }

/** As many people more, each with a Slack account and so with a channel of their own; person and account ids. */
async function readers(count: number): Promise<{ personId: number; userId: string }[]> {
  const names = Array.from({ length: count }, (_, no) => `reader${no}`)
  const users = bot.workspace.addUsers(names.map((name) => ({ realName: name, email: `${name}@bank.example` })))
  return db.transaction(async (tx) => {
    const rows = await tx
      .insert(people)
      .values(names.map((name) => ({ employeeNo: name, name, email: `${name}@bank.example` })))
      .returning({ personId: people.id })
    const all = rows.map(({ personId }, no) => ({ personId, userId: users[no]?.id ?? '' }))
    const { teamId } = bot.workspace
    await tx.insert(slackAccounts).values(all.map((one) => ({ ...one, teamId, locale: 'zh-CN', seenAt: new Date() })))
    return all
  })
}

function message(recommendationId: number, personId: number, words: string, priority: number): NewEffect {
  const payload = { recommendationId, personId, error: words }
  return { lane: words, kind: 'shortened_alarm', payload, priority }
}

/** Calls of a method, to one channel or all. */
function calls(method: string, channel?: string): CallEntry[] {
  return log.calls(method).filter(({ args }) => channel === undefined || args.channel === channel)
}

/** Those of the messages that Slack took, by their own words. */
function taken(words: string): string[] {
  const sent = calls('chat.postMessage').filter(({ answer }) => answer?.ok)
  return sent.flatMap(({ args }) => JSON.stringify(args).match(new RegExp(`${words} \\d+`))?.[0] ?? [])
}

/** No call of a refused method (and channel) before its time is over; and that one was refused. */
function expectLeftAlone(of: CallEntry[]): void {
  const refused = of.findIndex(({ status }) => status === 429)
  expect(refused).toBeGreaterThanOrEqual(0)
  const until = (of[refused]?.answered ?? 0) + RETRY_AFTER_S * 1_000
  expect(of[refused + 1]?.received).toBeGreaterThanOrEqual(until)
}

/** One a second, and a short burst: that many may be ahead. */
function expectOneASecond(of: CallEntry[]): void {
  const first = of[0]?.received ?? 0
  for (const [no, { received }] of of.entries()) expect(no).toBeLessThanOrEqual(4 + (received - first) / 1_000)
}

test('B15 300 channels and 40 cards, with limits, a press and a restart: nobody is called early, all goes out once', async () => {
  rules.rateLimits = true
  await bot.service.idle()
  const number = await recommend(bot, 'shenzhenOfficer', { ...what, client: '中集' })
  await shown(bot, 'shenzhenPresident', `R-${number}｜`, '[同意]')
  const reading = await readers(CHANNELS)
  const [limited, busy, closed] = reading as [(typeof reading)[0], (typeof reading)[0], (typeof reading)[0]]
  const to = (channel: string) => ({ match: ({ channel: at }: Record<string, unknown>) => at === channel })
  const post = { method: 'chat.postMessage', count: 1 } as const
  faults.add({ ...post, kind: '429', retryAfter: RETRY_AFTER_S, ...to(limited.userId) })
  log.clear()

  await db.transaction((tx) =>
    queueEffects(
      tx,
      [
        ...reading.map(({ personId }, no) => message(number, personId, `campaign ${no}`, 2)),
        ...Array.from({ length: CARDS }, (_, no) => message(number, busy.personId, `card ${no}`, 1)),
      ],
      new Date(),
    ),
  )
  await expect.poll(() => taken('campaign').length, WITHIN).toBeGreaterThan(3)
  await approve(bot, 'shenzhenPresident', `R-${number}｜`)
  await shown(bot, 'corporateOfficer', `R-${number}｜`, '[同意]')
  expect(taken('campaign').length).toBeLessThan(CHANNELS)
  expect(log.deliveries('block_actions').every(({ tookMs }) => (tookMs ?? 0) < 3_000)).toBe(true)

  await expect.poll(() => taken('campaign').length, WITHIN).toBeGreaterThan(CHANNELS / 3)
  await bot.service.stop()
  expect(taken('campaign').length).toBeLessThan(CHANNELS)
  faults.add({ method: 'users.list', kind: '429', retryAfter: RETRY_AFTER_S, count: 1 })
  const after = await bot.another()
  // By its words: the campaign's message to the same person may still be under way.
  const toClosed = (args: Record<string, unknown>) => JSON.stringify(args).includes('closed 1')
  faults.add({ ...post, kind: 'error', error: 'is_archived', match: toClosed })
  await db.transaction((tx) => queueEffects(tx, [message(number, closed.personId, 'closed 1', 0)], new Date()))

  const waiting = () => sql`select 1 from effects where state in ('ready', 'sending') and kind = 'shortened_alarm'`
  await expect.poll(async () => (await waiting()).length, WITHIN).toBe(0)
  await after.idle()
  await expect.poll(() => calls('users.list').at(-1)?.answer?.ok, WITHIN).toBe(true)
  for (const [words, count] of [
    ['campaign', CHANNELS],
    ['card', CARDS],
  ] as const) {
    const each = Array.from({ length: count }, (_, no) => `${words} ${no}`)
    expect(taken(words).sort()).toEqual(each.sort())
  }
  expect(await givenUp(db)).toMatchObject([{ kind: 'shortened_alarm', lane: 'closed 1', error: 'is_archived' }])
  expectLeftAlone(calls('chat.postMessage', limited.userId))
  expectLeftAlone(calls('users.list'))
  expectOneASecond(calls('chat.postMessage', busy.userId))
  expect(log.calls().filter(({ status }) => status === 429)).toHaveLength(2)
}, 600_000)
