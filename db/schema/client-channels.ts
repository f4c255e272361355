import { sql } from 'drizzle-orm'
import { integer, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { identity, moment, oneOf, ref } from '../columns.ts'
import { clients } from './clients.ts'

/** Stages of a client's private channel. */
export const channelStates = ['wanted', 'open'] as const

/** The right to open a client's one channel, claimed before Slack is asked; the channel is known by its id, never by name. */
export const clientChannels = pgTable(
  'client_channels',
  {
    id: identity(),
    clientId: ref()
      .notNull()
      .references(() => clients.id),
    state: text({ enum: channelStates }).notNull().default('wanted'),
    channelId: text().unique(),
    /** As Slack returned it. */
    name: text(),
    /** How many names have been refused so far. */
    nameAttempt: integer().notNull().default(0),
    welcomeTs: text(),
    bookmarkId: text(),
    openedAt: moment(),
  },
  (table) => [
    oneOf('client_channels_state', table.state, channelStates),
    uniqueIndex('client_channels_one').on(table.clientId).where(sql`${table.state} in ('wanted', 'open')`),
  ],
)
