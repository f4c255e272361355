import { date, pgTable, text } from 'drizzle-orm/pg-core'
import { dayKinds } from '../../src/domain/organisation/import-row.ts'
import { oneOf } from '../columns.ts'

/** Free days and make-up days as the bank imported them; they go before what is announced for everybody. */
export const calendarDays = pgTable(
  'calendar_days',
  {
    date: date().primaryKey(),
    kind: text({ enum: dayKinds }).notNull(),
    name: text().notNull(),
  },
  (table) => [oneOf('calendar_days_kind', table.kind, dayKinds)],
)
