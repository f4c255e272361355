import type { Tx } from '../../db/connection.ts'
import { isUnsaid } from '../../db/queries/audit.ts'
import type { DomainEvent } from '../domain/event.ts'
import { addDays, isKnownDay } from '../domain/working-days.ts'
import { ask, type Deps, type Moment, transact } from './transact.ts'
import { workingCalendar } from './working-calendar.ts'

/** So long before a year of which no free days are known its administrators are told: time to import them. */
const daysAhead = 60

/** Tells the administrators once a year where the working days of the time ahead are not known. Gives such a year, or null. */
export function watchCalendar(deps: Deps): Promise<number | null> {
  return transact(deps, { personId: null, source: 'job' }, async (tx, moment) => {
    const year = await missingYear(tx, moment)
    return { result: year, events: year === null ? [] : await missingYearEvents(tx, year) }
  })
}

/** A year that was missing: still so? */
export function isYearMissing(deps: Deps, year: number): Promise<boolean> {
  return ask(deps, async (tx) => !isKnownDay(`${year}-01-01`, await workingCalendar(tx)))
}

async function missingYear(tx: Tx, { today }: Moment): Promise<number | null> {
  const calendar = await workingCalendar(tx)
  const day = [today, addDays(today, daysAhead)].find((date) => !isKnownDay(date, calendar))
  return day === undefined ? null : Number(day.slice(0, 4))
}

/** A year without known working days as an event for the administrators: once a year, whoever meets it. */
export async function missingYearEvents(tx: Tx, year: number): Promise<DomainEvent[]> {
  const type = 'calendar_missing'
  if (!(await isUnsaid(tx, type, 'calendar', year))) return []
  return [{ happening: { type, year }, article: '12' }]
}
