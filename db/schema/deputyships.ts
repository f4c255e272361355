import { sql } from 'drizzle-orm'
import { check, date, index, pgTable } from 'drizzle-orm/pg-core'
import { identity, moment, ref } from '../columns.ts'
import { people } from './people.ts'

/** A person who decides in an absent person's name for a period. */
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
    /** First day on which it no longer holds. */
    to: date().notNull(),
    namedBy: ref()
      .notNull()
      .references(() => people.id),
    namedAt: moment().notNull(),
  },
  (table) => [
    check('deputyships_two_people', sql`${table.deputyId} <> ${table.principalId}`),
    check('deputyships_period', sql`${table.to} > ${table.from}`),
    // Serves: for whom does this person stand in today.
    index('deputyships_deputy').on(table.deputyId),
    index('deputyships_principal').on(table.principalId),
  ],
)
