import { date, integer, pgTable, primaryKey } from 'drizzle-orm/pg-core'
import { moment, ref } from '../columns.ts'
import { units } from './units.ts'

/** What a branch was reminded of: once a period and stage, whichever process looks. Head office's own row is the list of late ones. */
export const registerReminders = pgTable(
  'register_reminders',
  {
    unitId: ref()
      .notNull()
      .references(() => units.id),
    closingOn: date().notNull(),
    stage: integer().notNull(),
    remindedAt: moment().notNull(),
  },
  (table) => [primaryKey({ columns: [table.unitId, table.closingOn, table.stage] })],
)
