import type { CalendarRow } from '../../src/domain/organisation/import-row.ts'
import type { Tx } from '../connection.ts'
import { calendarDays } from '../schema/calendar-days.ts'

/** Every day that the bank itself has set: some dozens a year. */
export function importedDays(tx: Tx): Promise<CalendarRow[]> {
  return tx.select().from(calendarDays)
}
