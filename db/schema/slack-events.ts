import { index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { moment } from '../columns.ts'

/** Slack's events that changed something, written with the change: the same delivery again changes nothing (B07). */
export const slackEvents = pgTable(
  'slack_events',
  {
    teamId: text().notNull(),
    eventId: text().notNull(),
    receivedAt: moment().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.teamId, table.eventId] }),
    // Serves: those old enough to be removed.
    index('slack_events_received').on(table.receivedAt),
  ],
)
