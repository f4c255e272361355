import { createRequire } from 'node:module'
import type { Tx } from '../../db/connection.ts'
import { importedDays } from '../../db/queries/calendar.ts'
import { isWeekend, type WorkingCalendar } from '../domain/working-days.ts'

/** The first year that chinese-days knows. */
const firstYear = 2004

/** The package is CommonJS whose exports Node does not find by itself: imported, it has none but a default. */
const load = createRequire(import.meta.url)

let announced: Promise<WorkingCalendar> | undefined

/** Free days and make-up Saturdays as the State Council announced them, as far as chinese-days has them; loaded when first asked for. */
export function announcedCalendar(): Promise<WorkingCalendar> {
  announced ??= readAnnounced()
  return announced
}

/** The days the bank works: what it imported itself goes before what is announced. */
export async function workingCalendar(tx: Tx): Promise<WorkingCalendar> {
  const own = await importedDays(tx)
  const { years, exceptions } = await announcedCalendar()
  return {
    years: new Set([...years, ...own.map(({ date }) => Number(date.slice(0, 4)))]),
    exceptions: new Map([...exceptions, ...own.map(({ date, kind }) => [date, kind === 'working'] as const)]),
  }
}

async function readAnnounced(): Promise<WorkingCalendar> {
  const { getHolidaysInRange, getWorkdaysInRange } = load('chinese-days') as typeof import('chinese-days')
  const years = new Set<number>()
  const exceptions = new Map<string, boolean>()
  for (let year = firstYear; ; year++) {
    const span = [`${year}-01-01`, `${year}-12-31`] as const
    // Without plain weekends: a year of which nothing is announced has none.
    const free = getHolidaysInRange(...span, false)
    if (free.length === 0) return { years, exceptions }
    years.add(year)
    for (const date of free) exceptions.set(date, false)
    for (const date of getWorkdaysInRange(...span, true).filter(isWeekend)) exceptions.set(date, true)
  }
}
