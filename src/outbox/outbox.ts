import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '../../db/connection.ts'
import { clearAway } from '../../db/queries/clear-away.ts'
import { type ClaimedEffect, claimEffects, effectsPending } from '../../db/queries/effect-claims.ts'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import type { Deliver } from './delivery.ts'
import { createHands, type Hands } from './hands.ts'
import { listenForWork } from './listen.ts'
import { createLooks, type Looks } from './looks.ts'
import { createOutage, type Outage } from './outage.ts'
import { createReach, PROBE_EVERY_MS, type Reach } from './reach.ts'
import { probeRoom, type Room, roomFor } from './room.ts'
import type { Bounds, OnGivenUp } from './settle.ts'
import { createSignal, type Signal } from './signal.ts'

export interface OutboxOptions extends Partial<Bounds> {
  database: Database
  log: Log
  deliver: Deliver
  onGivenUp?: OnGivenUp
  /** Says what is due where time is travelled; the database's clock when absent. Leases and pauses are real time. */
  clock?: Clock
  /** Effects in hand at once, default 8; a quarter of them is kept free for what is not reminders and provisioning. */
  concurrency?: number
  /** How often to look for work that nobody announced, default 1,000. Also how late a retry may be. */
  pollMs?: number
  /** How long after the death of a process its effects are taken over, default 30,000. */
  leaseMs?: number
}

/** The worker that delivers effects. Any number of them, in any number of processes, share the rows. */
export interface Outbox {
  /** Takes nothing more and ends what is in hand, waiting no longer than this (default 10,000 ms). */
  stop(timeoutMs?: number): Promise<void>
  /** Resolves when nothing is being sent anywhere and nothing could be at once. Never while the outbox is stopped. */
  idle(): Promise<void>
}

const DEFAULTS = {
  concurrency: 8,
  pollMs: 1_000,
  leaseMs: 30_000,
  maxAttempts: 12,
  /** An outage of a long weekend must not cost a notice. */
  maxAgeMs: 7 * 24 * 3_600_000,
}
const STOP_TIMEOUT_MS = 10_000
const IDLE_LOOK_MS = 10
const SWEEP_EVERY_MS = 3_600_000
const SHORTEST_PAUSE_MS = 100
const LONGEST_PAUSE_MS = 2_000

/** Starts delivering. Woken by the commit that queued something; the poll finds what was missed and what became due. */
export function startOutbox(options: OutboxOptions): Outbox {
  const { database, log, deliver, clock, onGivenUp, ...given } = options
  const settings = { ...DEFAULTS, ...given }
  const signal = createSignal()
  const outage = createOutage(log)
  const reach = createReach()
  const hands = createHands({
    ...settings,
    database,
    log,
    deliver,
    clock,
    outage,
    reach,
    onGivenUp,
    onFree: signal.ring,
  })
  const stopping = new AbortController()
  const renewing = setInterval(() => {
    if (hands.count() > 0) hands.renewLeases().catch((error: unknown) => outage.failed(error))
  }, settings.leaseMs / 3)
  const broom = { due: true }
  const sweeping = setInterval(() => {
    broom.due = true
  }, SWEEP_EVERY_MS)
  const listener = listenForWork(database.options, signal.ring)
  const looks = createLooks(settings.pollMs)
  const around = { ...settings, database, clock, signal, outage, reach, looks, hands, broom }
  const working = work({ ...around, stopping: stopping.signal })

  return {
    async stop(timeoutMs = STOP_TIMEOUT_MS) {
      stopping.abort()
      signal.ring()
      await Promise.all([working, listener.stop()])
      await hands.empty(timeoutMs)
      clearInterval(renewing)
      clearInterval(sweeping)
      const left = hands.count()
      if (left > 0) log.warn({ left }, 'The outbox stopped while effects were being sent')
    },
    async idle() {
      while (hands.count() > 0 || (await effectsPending(database.db, clock?.now()))) {
        // Where time is travelled, what has become due is not announced.
        if (hands.count() === 0) signal.ring()
        await sleep(IDLE_LOOK_MS)
      }
    },
  }
}

interface Work {
  database: Database
  clock: Clock | undefined
  concurrency: number
  pollMs: number
  leaseMs: number
  signal: Signal
  outage: Outage
  reach: Reach
  looks: Looks
  hands: Hands
  /** Whether it is time to look for what is no longer needed. */
  broom: { due: boolean }
  stopping: AbortSignal
}

async function work(around: Work): Promise<void> {
  const { concurrency, pollMs, signal, reach, hands, stopping } = around
  let pauseMs = SHORTEST_PAUSE_MS
  while (!stopping.aborted) {
    if (reach.isAway()) await sleep(PROBE_EVERY_MS, undefined, { signal: stopping }).catch(() => undefined)
    const room = reach.isAway() ? probeRoom(hands.count()) : roomFor(hands.held(), concurrency)
    if (room.limit === 0) {
      await signal.wait()
      continue
    }
    const claimed = await claim(around, room)
    if (!claimed) {
      await sleep(pauseMs, undefined, { signal: stopping }).catch(() => undefined)
      pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)
      continue
    }
    pauseMs = SHORTEST_PAUSE_MS
    for (const effect of claimed) hands.take(effect)
    if (hands.count() === 0 && around.broom.due) await sweep(around)
    if (claimed.length < room.limit && !(await signal.wait(pollMs))) around.looks.beginAnew()
  }
}

/** One batch, so that whatever comes meanwhile waits no longer than for it; more is due at the next idle moment. */
async function sweep({ database, outage, broom }: Work): Promise<void> {
  try {
    broom.due = (await clearAway(database.db)) > 0
  } catch (error) {
    outage.failed(error)
  }
}

async function claim(around: Work, room: Room): Promise<readonly ClaimedEffect[] | undefined> {
  const { database, clock, leaseMs, pollMs, outage, looks, hands } = around
  try {
    // After an outage the leases in hand may have run out: unless they are renewed first, we would take over our own rows.
    if (outage.ongoing()) await hands.renewLeases()
    const asked = { ...room, leaseMs, aheadMs: pollMs, now: clock?.now() }
    const { effects, next } = await claimEffects(database, { ...asked, from: looks.from() })
    looks.came(next)
    outage.answered()
    return effects
  } catch (error) {
    outage.failed(error)
    return undefined
  }
}
