import { sql } from 'drizzle-orm'
import { date, index, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { identity } from '../columns.ts'

/** Staff of the bank. The employee number, not a Slack id, says who is who (B03). */
export const people = pgTable(
  'people',
  {
    id: identity(),
    employeeNo: text().notNull().unique(),
    name: text().notNull(),
    email: text().notNull(),
    /** First day on which the person no longer works here; null while they do. */
    leftOn: date(),
  },
  (table) => [
    // Serves: matching a Slack account by e-mail, in whatever case it is written.
    uniqueIndex('people_email').on(sql`lower(${table.email})`),
    // Serves: the clients whom a person of this name leads.
    index('people_name').on(table.name),
  ],
)
