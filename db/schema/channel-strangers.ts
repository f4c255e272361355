import { sql } from 'drizzle-orm'
import { date, index, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { strangerKinds, strangerStates } from '../../src/domain/team/stranger.ts'
import { identity, moment, oneOf, ref } from '../columns.ts'
import { clients } from './clients.ts'
import { people } from './people.ts'

/** Accounts that are in a client's channel without a seat in its team, and what was decided about each (Art. 14). */
export const channelStrangers = pgTable(
  'channel_strangers',
  {
    id: identity(),
    clientId: ref()
      .notNull()
      .references(() => clients.id),
    /** Slack's id. */
    userId: text().notNull(),
    /** As Slack shows the account; an outsider may have left Slack by the time somebody reads of it. */
    name: text().notNull(),
    kind: text({ enum: strangerKinds }).notNull(),
    /** Slack's id of who invited them, where Slack says so. */
    invitedBy: text(),
    seenAt: moment().notNull(),
    state: text({ enum: strangerStates }).notNull().default('waiting'),
    /** Whose cards tell of it. */
    told: jsonb().$type<readonly number[]>().notNull().default([]),
    /** Null where the settings or the end of a stay decided. */
    decidedBy: ref().references(() => people.id),
    /** The absent person where a deputy decided. */
    inNameOf: ref().references(() => people.id),
    decidedAt: moment(),
    /** The last day as a guest of the team. */
    keepUntil: date(),
    endedAt: moment(),
  },
  (table) => [
    oneOf('channel_strangers_kind', table.kind, strangerKinds),
    oneOf('channel_strangers_state', table.state, strangerStates),
    // An account is reported once for each time it comes.
    uniqueIndex('channel_strangers_once').on(table.clientId, table.userId).where(sql`${table.state} <> 'gone'`),
    // Serves: stays that end.
    index('channel_strangers_stay').on(table.keepUntil).where(sql`${table.state} = 'kept'`),
  ],
)
