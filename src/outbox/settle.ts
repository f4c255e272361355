import { randomUUID } from 'node:crypto'
import type { Db, Tx } from '../../db/connection.ts'
import { isDatabaseAway } from '../../db/errors.ts'
import type { ClaimedEffect } from '../../db/queries/effect-claims.ts'
import { buryEffect, retryEffect } from '../../db/queries/effect-ends.ts'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import { pauseAfter } from './backoff.ts'
import type { Deliver, Delivery } from './delivery.ts'

/** How soon an effect is tried again while the other side is away. */
const OUTAGE_PAUSE_MS = 2_000

export interface Bounds {
  /** Failures that count before a row is given up. */
  maxAttempts: number
  /** Age since the first attempt at which a row is given up whatever failed: bounds what does not count. */
  maxAgeMs: number
}

/** Sends; what is thrown becomes a delivery to repeat, logged once with the reference that the row keeps. */
export async function attempt(deliver: Deliver, effect: ClaimedEffect, log: Log): Promise<Delivery> {
  try {
    return await deliver(effect)
  } catch (error) {
    if (isDatabaseAway(error)) return { kind: 'retry', afterMs: null, away: true, error: 'database out of reach' }
    const reference = randomUUID().slice(0, 8)
    log.error({ err: error, reference, ...named(effect) }, 'Delivering an effect failed unexpectedly')
    return { kind: 'retry', afterMs: null, error: `unexpected error, reference ${reference}` }
  }
}

/** What follows for the row: done, again after a pause, or given up for a reason. */
export type Verdict =
  | { readonly kind: 'done' }
  | {
      readonly kind: 'retry'
      readonly delayMs: number
      readonly counts: boolean
      readonly error: string
      readonly line?: string | undefined
    }
  | { readonly kind: 'dead'; readonly error: string }

/** Decides from what came of an attempt and what came before it; `outage` = others meet nobody either. */
export function judge(
  effect: ClaimedEffect,
  delivery: Delivery,
  bounds: Bounds & { outage?: boolean },
  now: Date,
  chance: number,
): Verdict {
  if (delivery.kind === 'done' || delivery.kind === 'dead') return delivery
  const { afterMs, leastMs, away, counts, error, line } = delayOf(delivery)
  const failures = effect.attempts + 1
  if (counts && failures >= bounds.maxAttempts) return { kind: 'dead', error: `${failures} attempts: ${error}` }
  const ageMs = now.getTime() - effect.firstTriedAt.getTime()
  if (ageMs >= bounds.maxAgeMs) return { kind: 'dead', error: `${Math.round(ageMs / 3_600_000)} hours: ${error}` }
  // The fence counts every claim, so pauses grow also where nothing counts. In an outage the outbox tries one effect at a
  // time: whoever was tried should not come late when it ends.
  const growing = () => Math.max(leastMs, pauseAfter(away ? effect.fence : failures, chance))
  const delayMs = afterMs ?? (away && bounds.outage ? OUTAGE_PAUSE_MS : growing())
  return { kind: 'retry', delayMs, counts, error, line }
}

function delayOf(delivery: Extract<Delivery, { kind: 'retry' | 'unknown' }>) {
  const { error } = delivery
  if (delivery.kind === 'unknown')
    return {
      afterMs: null,
      leastMs: delivery.lookAfterMs,
      away: false,
      counts: true,
      error: `unknown: ${error}`,
      line: undefined,
    }
  const { afterMs, away = false, line } = delivery
  return { afterMs, leastMs: 0, away, counts: afterMs === null && !away, error, line }
}

/** Called in the transaction that gives a row up, so that nobody can fail to hear of it. */
export type OnGivenUp = (tx: Tx, effect: ClaimedEffect) => Promise<void>

export interface Settling {
  readonly db: Db
  readonly log: Log
  readonly clock: Clock | undefined
  /** Ends a claim whose effect went out. */
  readonly finish: (effect: ClaimedEffect) => Promise<boolean>
  readonly onGivenUp: OnGivenUp | undefined
}

/** Writes the verdict. False = the claim was lost meanwhile; another process answers for the row. */
export async function settle(
  { db, log, clock, finish, onGivenUp }: Settling,
  effect: ClaimedEffect,
  verdict: Verdict,
): Promise<boolean> {
  switch (verdict.kind) {
    case 'done':
      return finish(effect)
    case 'retry':
      return retryEffect(db, effect, { ...verdict, now: clock?.now() })
    case 'dead': {
      const ours = await db.transaction(async (tx) => {
        const buried = await buryEffect(tx, effect, verdict.error)
        if (buried) await onGivenUp?.(tx, effect)
        return buried
      })
      if (ours) log.error({ ...named(effect), error: verdict.error }, 'An effect was given up')
      return ours
    }
  }
}

/** What a log line says of an effect; never its payload. */
export function named({ id, kind, lane }: ClaimedEffect) {
  return { effectId: id, kind, lane }
}
