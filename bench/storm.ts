/**
 * Ten minutes in which one method answers nothing but 429, on virtual time with three workers: `npx tsx bench/storm.ts`.
 * Effects of four methods and all classes come at a steady pace, first in calm and then in the storm.
 */
import { queueEffects } from '../db/queries/effects.ts'
import { done, failed, type OutgoingKind } from '../src/slack/deliver/kind.ts'
import type { Gateway } from '../src/slack/gateway.ts'
import type { SlackResult } from '../src/slack/slack-error.ts'
import { printMachine, quantile } from './support/figures.ts'
import { type VirtualBot, withVirtualBot } from './support/virtual-bot.ts'

const STORMED = 'conversations.setTopic'
const MINUTES = 10
const EVERY_MS = 4_000
const RETRY_AFTER_S = 30

type Call = (gateway: Gateway, channel: string, userId: string) => Promise<SlackResult<unknown>>
const calls: Record<string, Call> = {
  [STORMED]: (gateway, channel) => gateway.setTopic(channel, 'topic'),
  'conversations.setPurpose': (gateway, channel) => gateway.setPurpose(channel, 'purpose'),
  'conversations.info': (gateway, channel) => gateway.channelInfo(channel),
  'users.info': (gateway, _channel, userId) => gateway.userInfo(userId),
}

const place = { channel: '', userId: '' }
const finished: { method: string; waitedMs: number }[] = []
let clock = () => 0

/** Makes one call and notes how long the effect has waited for it. */
const kind: OutgoingKind = {
  kind: 'bench_call',
  async deliver({ gateway }, { payload }) {
    const { method, at } = payload as { method: string; at: number }
    const result = await (calls[method] as Call)(gateway, place.channel, place.userId)
    if (!result.ok) return failed(result.failure)
    finished.push({ method, waitedMs: clock() - at })
    return done
  },
}

/** Minutes of work, and how long the effects of each method waited. */
async function phase({ database, time }: VirtualBot, name: string): Promise<Map<string, number>> {
  finished.length = 0
  let no = 0
  const come = setInterval(() => {
    no++
    const wanted = Object.keys(calls).map((method, at) => ({
      lane: `${name}/${method}/${no}`,
      kind: 'bench_call',
      payload: { method, at: time.now() },
      priority: (no + at) % 3,
    }))
    void database.db.transaction((tx) => queueEffects(tx, wanted, new Date(time.now())))
  }, EVERY_MS)
  const until = time.now() + MINUTES * 60_000
  await time.run(() => time.now() >= until)
  clearInterval(come)
  return new Map(
    Object.keys(calls).map((method) => {
      const waited = finished.filter((one) => one.method === method).map(({ waitedMs }) => waitedMs)
      return [method, quantile(waited, 0.99)]
    }),
  )
}

await withVirtualBot({ kinds: [kind] }, async (bot) => {
  const { workspace, time } = bot
  clock = time.now
  const user = workspace.addUser({ realName: 'A', email: 'a@bank.example' })
  Object.assign(place, {
    userId: user.id,
    channel: workspace.addChannel({ name: 'storm', creator: user.id, members: [workspace.botUserId] }),
  })
  workspace.rules.rateLimits = true
  for (let no = 0; no < 3; no++) await bot.startWorker()
  const calm = await phase(bot, 'calm')
  const storm = { method: STORMED, kind: '429', retryAfter: RETRY_AFTER_S, count: Number.POSITIVE_INFINITY } as const
  const raging = workspace.faults.add(storm)
  const before = workspace.log.tally(STORMED).calls
  const stormy = await phase(bot, 'storm')
  const probes = workspace.log.tally(STORMED).calls - before
  const refused = workspace.log.calls(STORMED).filter(({ status }) => status === 429)
  const gaps = refused.slice(1).map(({ received }, at) => (received - (refused[at]?.received ?? 0)) / 1_000)
  raging.remove()
  printMachine()
  console.table(
    Object.keys(calls).map((method) => ({
      method,
      'calm p99 ms': calm.get(method),
      'storm p99 ms': stormy.get(method),
    })),
  )
  const least = Math.min(...gaps)
  console.log(
    `${probes} calls of ${STORMED} in ${MINUTES} minutes; least time between two ${least} s, Retry-After ${RETRY_AFTER_S} s`,
  )
})
