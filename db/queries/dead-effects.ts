import { asc, eq, type InferSelectModel, sql } from 'drizzle-orm'
import type { Queryable } from '../connection.ts'
import { effects } from '../schema/effects.ts'
import { isTaken } from './effect-claims.ts'
import { EFFECTS_CHANNEL } from './effects.ts'

/** What was given up, with the reason, oldest first. */
export function deadEffects(db: Queryable, limit = 100): Promise<InferSelectModel<typeof effects>[]> {
  return db.select().from(effects).where(eq(effects.state, 'dead')).orderBy(asc(effects.id)).limit(limit)
}

/** What came of reviving: `superseded` = a younger row of its key waits already and says the same. */
export type Revival = 'ready' | 'superseded' | 'not_dead'

/**
 * Sends a row that was given up once more, with a clean account, ahead of what waits in its lane. Wakes the workers when
 * the transaction commits.
 *
 * Race: a younger row of its key, inserted and not yet committed, makes the statement wait and fail; asked again, it sees
 * that row. In a transaction of the caller's own that failure ends the transaction, so call it outside one.
 */
export async function reviveEffect(db: Queryable, id: number, now: Date): Promise<Revival> {
  try {
    return await revive(db, id, now)
  } catch (error) {
    if (!isTaken(error, 'effects_merge')) throw error
    return revive(db, id, now)
  }
}

async function revive(db: Queryable, id: number, now: Date): Promise<Revival> {
  const rows = await db.execute<{ state: Revival }>(sql`
    with revived as (
      update effects e set
        state = case when exists (select from effects y where y.merge_key = e.merge_key and y.state = 'ready')
          then 'superseded' else 'ready' end,
        due_at = date_trunc('milliseconds', least(${now.toISOString()}::timestamptz, clock_timestamp())),
        attempts = 0, first_tried_at = null, finished_at = null
      where e.id = ${id} and e.state = 'dead' returning e.state
    )
    select state, pg_notify(${EFFECTS_CHANNEL}, '') from revived`)
  return rows[0]?.state ?? 'not_dead'
}
