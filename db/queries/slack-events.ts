import { sql } from 'drizzle-orm'
import type { Tx } from '../connection.ts'
import { slackEvents } from '../schema/slack-events.ts'

/** Slack's last try comes about six minutes after the first; a day leaves room for a workspace that was away. */
const keptMs = 24 * 3_600_000

/** More than one event adds, so what is old never piles up; few enough to cost an event next to nothing. */
const removedAtOnce = 100

/**
 * Keeps an event's id in the transaction of its change. Whoever brings the same id meanwhile waits until this transaction
 * has ended.
 *
 * @returns false where the change was made before
 */
export async function recordSlackEvent(tx: Tx, teamId: string, eventId: string, now: Date): Promise<boolean> {
  const added = await tx
    .insert(slackEvents)
    .values({ teamId, eventId, receivedAt: now })
    .onConflictDoNothing()
    .returning({ eventId: slackEvents.eventId })
  if (added.length === 0) return false
  await removeOld(tx, new Date(now.getTime() - keptMs))
  return true
}

/** A batch of the oldest; those that another transaction is removing are left to it. */
async function removeOld(tx: Tx, before: Date): Promise<void> {
  await tx.execute(sql`
    delete from slack_events where (team_id, event_id) in (
      select team_id, event_id from slack_events
      where received_at < ${before.toISOString()}::timestamptz
      order by received_at limit ${removedAtOnce} for update skip locked
    )`)
}
