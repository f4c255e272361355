import { sql } from 'drizzle-orm'
import { date, index, pgTable, primaryKey, smallint, text } from 'drizzle-orm/pg-core'
import { ref } from '../columns.ts'
import { deadlines } from './deadlines.ts'

/**
 * Every reminder that was claimed: once a thing, kind of reminder and due date, whichever process woke first and whatever
 * its clock said (B20). Who hears of it is found when it is delivered.
 */
export const reminders = pgTable(
  'reminders',
  {
    deadlineId: ref()
      .notNull()
      .references(() => deadlines.id),
    dueOn: date().notNull(),
    reminder: text().notNull(),
    /** How many levels above whose move it is are told too. */
    level: smallint().notNull(),
    /** The bank's date on which it was claimed. */
    remindedOn: date().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.deadlineId, table.dueOn, table.reminder] }),
    // Serves: what somebody's superiors are told today.
    index('reminders_escalated').on(table.remindedOn).where(sql`${table.level} > 0`),
  ],
)
