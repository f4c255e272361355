import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '../../db/connection.ts'
import { isDatabaseAway } from '../../db/errors.ts'
import { type ClaimedEffect, renewLeases } from '../../db/queries/effect-claims.ts'
import { finishEffects } from '../../db/queries/effect-ends.ts'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import type { Deliver } from './delivery.ts'
import type { Outage } from './outage.ts'
import type { Reach } from './reach.ts'
import { attempt, type Bounds, judge, named, type OnGivenUp, type Settling, settle, type Verdict } from './settle.ts'
import { together } from './together.ts'

export interface HandsOptions extends Bounds {
  database: Database
  log: Log
  deliver: Deliver
  onGivenUp: OnGivenUp | undefined
  clock: Clock | undefined
  leaseMs: number
  outage: Outage
  reach: Reach
  /** Called each time an effect has left the hands. */
  onFree: () => void
}

/** The effects that this process is sending. */
export interface Hands {
  held(): Iterable<ClaimedEffect>
  count(): number
  take(effect: ClaimedEffect): void
  renewLeases(): Promise<void>
  /** Waits until all have left, no longer than this; then verdicts that cannot be written are no longer tried. */
  empty(timeoutMs: number): Promise<void>
}

const SHORTEST_PAUSE_MS = 200
const LONGEST_PAUSE_MS = 2_000
/** Failures of one and the same write, the database being there, after which the row is left to its lease. */
const WRITE_TRIES = 10

export function createHands(options: HandsOptions): Hands {
  const inHand = new Map<ClaimedEffect, Promise<void>>()
  const abandoning = new AbortController()
  const { database } = options
  const finishTogether = together((effects: readonly ClaimedEffect[]) => finishEffects(database, effects))
  const settling: Settling = {
    ...options,
    db: database.db,
    finish: async (effect) => (await finishTogether(effect)).has(effect.id),
  }
  return {
    held: () => inHand.keys(),
    count: () => inHand.size,
    take(effect) {
      const handled = handle(effect, options, settling, abandoning.signal).finally(() => {
        inHand.delete(effect)
        options.onFree()
      })
      inHand.set(effect, handled)
    },
    renewLeases: () => renewLeases(database.db, [...inHand.keys()], options.leaseMs),
    async empty(timeoutMs) {
      const enough = new AbortController()
      const late = sleep(timeoutMs, undefined, { signal: enough.signal }).catch(() => undefined)
      await Promise.race([Promise.all(inHand.values()), late])
      enough.abort()
      abandoning.abort()
    },
  }
}

async function handle(
  effect: ClaimedEffect,
  options: HandsOptions,
  settling: Settling,
  abandoning: AbortSignal,
): Promise<void> {
  const { deliver, log, clock, maxAttempts, outage } = options
  const settleThis = (verdict: Verdict) => settleSurely(effect, verdict, settling, outage, abandoning)
  // Only rows taken over arrive with a full account: the row itself may be what ends the processes.
  if (effect.attempts >= maxAttempts) {
    const error = `${effect.attempts} attempts: whoever sent it last did not come back`
    return settleThis({ kind: 'dead', error })
  }
  const delivery = await attempt(deliver, effect, log)
  options.reach.came(delivery)
  const bounds = { ...options, outage: options.reach.isAway() }
  await settleThis(judge(effect, delivery, bounds, clock?.now() ?? new Date(), Math.random()))
}

/** A verdict that is lost sends the message once more, so an outage is waited out. */
async function settleSurely(
  effect: ClaimedEffect,
  verdict: Verdict,
  settling: Settling,
  outage: Outage,
  abandoning: AbortSignal,
): Promise<void> {
  const { log } = settling
  for (let tries = 1; ; tries++) {
    try {
      const ours = await settle(settling, effect, verdict)
      if (!ours)
        log.warn({ ...named(effect), verdict: verdict.kind }, 'An effect was taken over while it was being sent')
      return
    } catch (error) {
      outage.failed(error)
      if (abandoning.aborted || (tries >= WRITE_TRIES && !isDatabaseAway(error))) {
        log.error(
          { ...named(effect), verdict: verdict.kind, err: error },
          'What came of an effect could not be written',
        )
        return
      }
      const pauseMs = Math.min(SHORTEST_PAUSE_MS * tries, LONGEST_PAUSE_MS)
      await sleep(pauseMs, undefined, { signal: abandoning }).catch(() => undefined)
    }
  }
}
