import { sql } from 'drizzle-orm'
import { boolean, index, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core'
import type { Obstacle } from '../../src/domain/team/obstacle.ts'
import { identity, moment, oneOf, ref } from '../columns.ts'
import { clients } from './clients.ts'
import { people } from './people.ts'

/** Life of a client's private channel: opened, parked when the client exits, brought back when it is designated again. */
export const channelStates = ['wanted', 'open', 'parking', 'parked', 'returning'] as const

/** The right to open a client's one channel, claimed before Slack is asked; the channel is known by its id, never by name. */
export const clientChannels = pgTable(
  'client_channels',
  {
    id: identity(),
    clientId: ref()
      .notNull()
      .unique()
      .references(() => clients.id),
    state: text({ enum: channelStates }).notNull().default('wanted'),
    channelId: text().unique(),
    /** Its own name, as Slack returned it; a parked channel's other name is not kept. */
    name: text(),
    /** How many names have been refused so far. */
    nameAttempt: integer().notNull().default(0),
    welcomeTs: text(),
    bookmarkId: text(),
    openedAt: moment(),
    /** When the client last exited; kept when the channel comes back. */
    parkedAt: moment(),
    /** The lead client manager when it was parked: hears of what is left to do by hand. */
    parkedLeadId: ref().references(() => people.id),
    /** How often it was brought back: each time has a card of its own. */
    returns: integer().notNull().default(0),
    /** What Slack would not let the bot do to it, to be done by hand. */
    obstacles: jsonb().$type<readonly Obstacle[]>().notNull().default([]),
    /** Shared with another company (Slack Connect). */
    sharedOutside: boolean().notNull().default(false),
    /** When its members were last asked for, to be held against the team; null = never. */
    readAskedAt: moment(),
  },
  (table) => [
    oneOf('client_channels_state', table.state, channelStates),
    // Serves: whose members have not been read for longest.
    index('client_channels_read')
      .on(table.readAskedAt.asc().nullsFirst(), table.id)
      .where(sql`${table.state} = 'open'`),
  ],
)
