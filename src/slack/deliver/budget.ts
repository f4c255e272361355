import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '../../../db/connection.ts'
import {
  blockCalls,
  confirmCall,
  countBlocked,
  dropProbe,
  type Grant,
  passProbe,
  type Rate,
  takeCall,
} from '../../../db/queries/call-budget.ts'
import type { Admission, Gate } from '../calls.ts'
import { callsAMinute, messageRate } from '../rates.ts'

/** How long an effect waits in hand for its turn; one that would wait longer gives its place to another. */
const MOST_MS = 4_000
/** Bursts are a quarter of a minute's calls: well within what Slack lets pass, and a restart does not use up the minute. */
const BURST_SHARE = 4

interface Budget {
  readonly key: string
  readonly rate: Rate | null
  /** Whether there is a line to wait in: one a method, none a channel, of which there are thousands. */
  readonly lined: boolean
}

/**
 * The rates of a workspace, shared by all processes through the database. A method's limit never holds up another's, nor a
 * channel's another channel's.
 *
 * @param priority what may wait (2) leaves half of each burst to what may not
 */
export function createBudget(database: Database, teamId: string, priority: number): Gate {
  const background = priority >= 2
  const budgetsOf = (method: string, channel: string | undefined): Budget[] => {
    const own = { key: `${teamId} ${method}`, rate: rateOf(method), lined: true }
    const ofChannel = { key: `${teamId} ${method} ${channel}`, rate: rateOfChannel, lined: false }
    return channel === undefined ? [own] : [own, ofChannel]
  }
  const take = async ({ key, rate }: Budget): Promise<Grant> => {
    const grant = await takeCall(database, key, rate, { mostMs: MOST_MS, background })
    if (!grant.granted || grant.waitMs === 0) return grant
    await sleep(grant.waitMs)
    return confirmCall(database, key)
  }
  return {
    async admit(method, channel) {
      const probes: string[] = []
      for (const budget of budgetsOf(method, channel)) {
        const { granted, waitMs, probe } = await take(budget)
        if (!granted) {
          for (const key of probes) await dropProbe(database, key)
          return late(budget, waitMs)
        }
        if (probe) probes.push(budget.key)
      }
      const passed = async () => {
        for (const key of probes) await passProbe(database, key)
      }
      return probes.length > 0 ? { admitted: true, passed } : { admitted: true }
    },
    async limited(method, channel, afterMs) {
      const [own, ofChannel] = budgetsOf(method, channel) as [Budget, Budget?]
      if (!ofChannel) return blockCalls(database, own.key, own.rate, afterMs)
      await blockCalls(database, ofChannel.key, ofChannel.rate, afterMs)
      // Slack does not say whose limit it was. Two channels at once: the workspace's, which has no published figure.
      if ((await countBlocked(database, `${own.key} `)) > 1) await blockCalls(database, own.key, own.rate, afterMs)
    },
  }
}

/** For answers to people, which never wait: what Slack says of its limits is kept for all who can. */
export function createLimitKeeper(database: Database, teamId: string): Gate {
  const { limited } = createBudget(database, teamId, 0)
  return { admit: async () => ({ admitted: true }), limited }
}

const rateOfChannel: Rate = { ...messageRate, backgroundBurst: messageRate.burst }

function rateOf(method: string): Rate | null {
  const calls = callsAMinute(method)
  if (calls === null) return null
  const burst = calls / BURST_SHARE
  return { everyMs: 60_000 / calls, burst: Math.floor(burst), backgroundBurst: Math.floor(burst / 2) }
}

/** Without a line spread a little, so that many that were sent away together do not come back together. */
function late({ key, lined }: Budget, waitMs: number): Admission {
  const afterMs = Math.round(waitMs * (1 + Math.random() / 4))
  const failure = { kind: 'retry', afterMs, away: false, error: 'budget_used' } as const
  return { admitted: false, failure: lined ? { ...failure, line: key } : failure }
}
