import { sql } from 'drizzle-orm'
import { check, index, pgTable, text } from 'drizzle-orm/pg-core'
import { identity, moment, oneOf, ref } from '../columns.ts'
import { clients } from './clients.ts'
import { people } from './people.ts'

/** Why a channel is its client's no longer. */
export const formerReasons = ['lost', 'replaced'] as const

/** Channels that clients had before the one they have: what stands in them is of that client, so no other gets them. */
export const formerChannels = pgTable(
  'former_channels',
  {
    id: identity(),
    clientId: ref()
      .notNull()
      .references(() => clients.id),
    channelId: text().notNull().unique(),
    name: text().notNull(),
    reason: text({ enum: formerReasons }).notNull(),
    /** The client's card in it; null = there was none. */
    welcomeTs: text(),
    endedAt: moment().notNull(),
    /** The administrator who had another one opened or adopted. */
    endedBy: ref()
      .notNull()
      .references(() => people.id),
  },
  (table) => [
    oneOf('former_channels_reason', table.reason, formerReasons),
    check('former_channels_id', sql`${table.channelId} <> ''`),
    // Serves: the channels that a client had.
    index('former_channels_client').on(table.clientId),
  ],
)
