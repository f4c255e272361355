import { sql } from 'drizzle-orm'
import type { Queryable } from '../connection.ts'

/** How long what went out stays to be looked at. */
const KEPT_DAYS = 7
/** Far below the time limit of a statement. */
const BATCH = 1_000

/**
 * Clears away a batch of what is no longer needed, oldest first, and tells how many rows that were.
 *
 * - Effects that went out or were superseded, after seven days. What was given up stays until somebody has dropped it.
 * - Sends of a subject `effect/…` whose outcome is known, once that effect is gone: nobody else would ask for them, and the
 *   looks for twins are over after a quarter of an hour. Those of a card, a channel or a bookmark stay, as many as there are
 *   cards: a later effect may know the message by nothing else. What is in doubt stays.
 *
 * Several processes may do so at once: each passes over what another holds.
 */
export async function clearAway(db: Queryable): Promise<number> {
  const old = sql`clock_timestamp() - ${KEPT_DAYS} * interval '1 day'`
  const effects = await db.execute(sql`
    delete from effects where id in (
      select id from effects where state in ('done', 'superseded') and finished_at < ${old}
      order by finished_at limit ${BATCH} for update skip locked)
    returning id`)
  const sends = await db.execute(sql`
    delete from sends where id in (
      select s.id from sends s where s.state in ('sent', 'refused') and starts_with(s.subject, 'effect/') and s.started_at < ${old}
        and not exists (select from effects e where e.id = s.effect_id)
      order by s.started_at limit ${BATCH} for update skip locked)
    returning id`)
  return effects.length + sends.length
}
