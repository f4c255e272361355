import { sql } from 'drizzle-orm'
import { index, integer, pgTable, text } from 'drizzle-orm/pg-core'
import { identity, moment, oneOf, ref } from '../columns.ts'

/**
 * Life of a call that Slack would do twice if it were asked twice: `sending` is stored before the call; then `sent`, or
 * `refused` (surely not done), or `unknown` (the answer was lost).
 */
export const sendStates = ['sending', 'sent', 'refused', 'unknown'] as const

/**
 * What may exist in Slack only once, each by its subject: a message, a channel, a bookmark. Effects come and go, several may
 * be about one subject; this row is what keeps it single.
 */
export const sends = pgTable(
  'sends',
  {
    id: identity(),
    /** What it is, for ever: "card/12", "effect/55", "card/12/after/<ts>" for the copy that replaces a lost one. */
    subject: text().notNull().unique(),
    /** The effect that made the newest call. No foreign key: effects are cleared away earlier. */
    effectId: ref().notNull(),
    state: text({ enum: sendStates }).notNull().default('sending'),
    /** Calls of which it is not known that they were refused: with more than one, a late twin may yet appear. */
    calls: integer().notNull().default(1),
    /** By the database's clock: the first such call, and the newest. */
    firstAt: moment().notNull(),
    startedAt: moment().notNull(),
    /** Slack's id of what was made: a message's ts, a channel's or bookmark's id. */
    result: text(),
    /** Where the message is, as Slack answered; and the thread it is in. */
    channel: text(),
    threadTs: text(),
    error: text(),
  },
  (table) => [
    oneOf('sends_state', table.state, sendStates),
    // Serves: what may be cleared away.
    index('sends_ended')
      .on(table.startedAt)
      .where(sql`${table.state} in ('sent', 'refused') and starts_with(${table.subject}, 'effect/')`),
    // Serves: what may be out there twice or not at all, for the operator.
    index('sends_unknown').on(table.id).where(sql`${table.state} in ('sending', 'unknown')`),
  ],
)
