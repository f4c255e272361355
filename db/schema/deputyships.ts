import { sql } from 'drizzle-orm'
import { check, date, index, pgTable, text } from 'drizzle-orm/pg-core'
import { identity, moment, ref } from '../columns.ts'
import { people } from './people.ts'

/**
 * A person who decides in an absent person's name for a period. That nobody has two deputies at a time is an exclusion
 * constraint, in a hand-written migration.
 */
export const deputyships = pgTable(
  'deputyships',
  {
    id: identity(),
    principalId: ref()
      .notNull()
      .references(() => people.id),
    deputyId: ref()
      .notNull()
      .references(() => people.id),
    from: date().notNull(),
    /** First day on which it no longer holds; the same as `from` where it was ended before it began. */
    to: date().notNull(),
    reason: text().notNull().default(''),
    namedBy: ref()
      .notNull()
      .references(() => people.id),
    namedAt: moment().notNull(),
    /** Who ended it before its time; null where nobody did. */
    endedBy: ref().references(() => people.id),
    endedAt: moment(),
  },
  (table) => [
    check('deputyships_two_people', sql`${table.deputyId} <> ${table.principalId}`),
    check('deputyships_period', sql`${table.to} >= ${table.from}`),
    check('deputyships_ended', sql`(${table.endedBy} is null) = (${table.endedAt} is null)`),
    // Serves: for whom does this person stand in today.
    index('deputyships_deputy').on(table.deputyId),
    index('deputyships_principal').on(table.principalId),
  ],
)
