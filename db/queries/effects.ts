import { sql } from 'drizzle-orm'
import type { Tx } from '../connection.ts'
import { effects } from '../schema/effects.ts'
import { batchesOf } from './batches.ts'

/** The channel on which workers are told, at commit, that something is waiting. */
export const EFFECTS_CHANNEL = 'effects'

/** What must go out to Slack. */
export interface NewEffect {
  /** Rows of one lane leave one by one in the order in which they were queued; lanes do not wait for each other. */
  readonly lane: string
  readonly kind: string
  /** Plain JSON: ids to read the state by, never the content itself. */
  readonly payload: Readonly<Record<string, unknown>>
  /** Joins a row of the same key that still waits: the newer payload goes out once. A key belongs to one lane. */
  readonly mergeKey?: string
  /** Not before this moment; at once when absent. */
  readonly dueAt?: Date
  /** 0 = answers to people, 1 = approvals, 2 = reminders and provisioning (default). A lane's head decides for the lane. */
  readonly priority?: number
}

/**
 * Writes effects in the transaction that makes them true, and wakes the workers when it commits.
 *
 * Races:
 * - A waiting row of the same key is locked, not merely found (DO UPDATE, not DO NOTHING): a worker that took it before
 *   this transaction commits would draw the old state, and the new one would never be drawn.
 * - A row of the same key that is being sent is no conflict: it may have read the old state, so a row of its own follows.
 * - Lanes are taken in one order so that two transactions do not wait for each other's rows in a circle.
 */
export async function queueEffects(tx: Tx, wanted: readonly NewEffect[], now: Date): Promise<void> {
  const rows = mergeSameKeys(wanted).sort((a, b) => (a.lane < b.lane ? -1 : a.lane > b.lane ? 1 : 0))
  for (const some of batchesOf(rows)) await insertOrMerge(tx, some, now)
  if (rows.length > 0) await tx.execute(sql`select pg_notify(${EFFECTS_CHANNEL}, '')`)
}

async function insertOrMerge(tx: Tx, rows: readonly NewEffect[], now: Date): Promise<void> {
  // Workers compare with the database's clock: where this machine's is ahead, "at once" would be later; and so would a
  // moment rounded up to the column's milliseconds.
  const atOnce = sql`least(${now.toISOString()}::timestamptz, date_trunc('milliseconds', clock_timestamp()))`
  await tx
    .insert(effects)
    .values(
      rows.map(({ lane, kind, payload, mergeKey, dueAt, priority }) => ({
        lane,
        kind,
        payload,
        mergeKey: mergeKey ?? null,
        dueAt: dueAt ?? atOnce,
        priority: priority ?? 2,
        createdAt: now,
      })),
    )
    .onConflictDoUpdate({
      target: effects.mergeKey,
      targetWhere: sql`state = 'ready'`,
      set: {
        payload: sql`excluded.payload`,
        priority: sql`least(${effects.priority}, excluded.priority)`,
        // A row that has failed waits out its time: an earlier call might come before Slack's Retry-After.
        dueAt: sql`case when ${effects.lastError} is null then least(${effects.dueAt}, excluded.due_at) else ${effects.dueAt} end`,
      },
    })
}

/** One statement must not meet one key twice: the first keeps its place in the lane, the last gives the payload. */
function mergeSameKeys(wanted: readonly NewEffect[]): NewEffect[] {
  const places = new Map<string, number>()
  const rows: NewEffect[] = []
  for (const effect of wanted) {
    const place = effect.mergeKey === undefined ? undefined : places.get(effect.mergeKey)
    const earlier = place === undefined ? undefined : rows[place]
    if (place === undefined || earlier === undefined) {
      if (effect.mergeKey !== undefined) places.set(effect.mergeKey, rows.length)
      rows.push(effect)
    } else {
      rows[place] = { ...earlier, payload: effect.payload }
    }
  }
  return rows
}
