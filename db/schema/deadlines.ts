import { sql } from 'drizzle-orm'
import { boolean, date, index, integer, pgTable, text, unique } from 'drizzle-orm/pg-core'
import { deadlineKinds } from '../../src/domain/reminder/deadline.ts'
import { identity, moment, oneOf, ref } from '../columns.ts'
import { clients } from './clients.ts'
import { people } from './people.ts'

/**
 * By when things should be done: one row an open step, and one a client for the date of its review. Narrow, so that a
 * million of them can be moved on in one night. Whether the thing still waits stands with the thing, not here.
 */
export const deadlines = pgTable(
  'deadlines',
  {
    id: identity(),
    kind: text({ enum: deadlineKinds }).notNull(),
    /** The client, the review, the recommendation or the proposal about a unit. */
    itemId: ref().notNull(),
    /** 0 for the date of a client's review. */
    round: integer().notNull().default(0),
    stepNo: integer().notNull().default(0),
    clientId: ref()
      .notNull()
      .references(() => clients.id),
    /** The bank's date on which it is due. */
    dueOn: date().notNull(),
    dueAt: moment().notNull(),
    /** Reckoned over a year of which not all free days were known. */
    provisional: boolean().notNull().default(false),
    /** When to look whether somebody is to be reminded; null = no more. */
    remindAt: moment(),
    /** Who has taken it on, alone of those whose move it is; the others are not reminded then. */
    handlerId: ref().references(() => people.id),
    /** The working day until which its reminders were put off. */
    snoozedUntil: date(),
  },
  (table) => [
    oneOf('deadlines_kind', table.kind, deadlineKinds),
    unique('deadlines_once').on(table.kind, table.itemId, table.round, table.stepNo),
    // Serves: what is to be reminded of now.
    index('deadlines_remind').on(table.remindAt, table.id).where(sql`${table.remindAt} is not null`),
  ],
)
