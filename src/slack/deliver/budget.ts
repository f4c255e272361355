import { setTimeout as sleep } from 'node:timers/promises'
import type { Db } from '../../../db/connection.ts'
import { blockCalls, blockedMs, countBlocked, type Rate, takeCall } from '../../../db/queries/call-budget.ts'
import type { Gate } from '../calls.ts'
import { callsAMinute, messageRate } from '../rates.ts'
import type { SlackFailure } from '../slack-error.ts'

/** How long an effect waits in hand for its turn; one that would wait longer gives its place to another. */
const MOST_MS = 4_000
/** Bursts are a quarter of a minute's calls: well within what Slack lets pass, and a restart does not use up the minute. */
const BURST_SHARE = 4

interface Budget {
  readonly key: string
  readonly rate: Rate | null
}

/**
 * The rates of a workspace, shared by all processes through the database. A method's limit never holds up another's, nor a
 * channel's another channel's.
 *
 * @param priority what may wait (2) leaves half of each burst to what may not
 */
export function createBudget(db: Db, teamId: string, priority: number): Gate {
  const budgetsOf = (method: string, channel: string | undefined): Budget[] => {
    const own = { key: `${teamId} ${method}`, rate: rateOf(method, priority) }
    return channel === undefined ? [own] : [own, { key: `${teamId} ${method} ${channel}`, rate: messageRate }]
  }
  const take = async (budgets: readonly Budget[]): Promise<SlackFailure | null> => {
    for (const { key, rate } of budgets) {
      const { granted, waitMs } = await takeCall(db, key, rate, MOST_MS)
      if (!granted) return late(waitMs)
      if (waitMs === 0) continue
      await sleep(waitMs)
      // Slack may have said meanwhile that it is too much.
      const blocked = await blockedMs(db, key)
      if (blocked > 0) return late(blocked)
    }
    return null
  }
  return {
    admit: (method, channel) => take(budgetsOf(method, channel)),
    async limited(method, channel, afterMs) {
      const [own, ofChannel] = budgetsOf(method, channel) as [Budget, Budget?]
      if (!ofChannel) return blockCalls(db, own.key, own.rate, afterMs)
      await blockCalls(db, ofChannel.key, ofChannel.rate, afterMs)
      // Slack does not say whose limit it was. Two channels at once: the workspace's, which has no published figure.
      if ((await countBlocked(db, `${own.key} `)) > 1) await blockCalls(db, own.key, own.rate, afterMs)
    },
  }
}

function rateOf(method: string, priority: number): Rate | null {
  const calls = callsAMinute(method)
  if (calls === null) return null
  return { everyMs: 60_000 / calls, burst: Math.floor(calls / BURST_SHARE / (priority < 2 ? 1 : 2)) }
}

/** Spread a little, so that many that were sent away together do not come back together. */
function late(waitMs: number): SlackFailure {
  return { kind: 'retry', afterMs: Math.round(waitMs * (1 + Math.random() / 4)), away: false, error: 'budget_used' }
}
