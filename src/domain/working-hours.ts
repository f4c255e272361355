import { bankDate, momentAt } from './calendar.ts'
import {
  addWorkingDays,
  isWorkingDay,
  type WorkingCalendar,
  type WorkingHours,
  workingDayFrom,
} from './working-days.ts'

/** A bank's time: where it is, when and on which days it works. */
export interface WorkingTime {
  /** IANA zone. */
  readonly timeZone: string
  readonly hours: WorkingHours
  readonly calendar: WorkingCalendar
}

/** The moment at which a date's working hours begin. */
export function opening(date: string, { timeZone, hours }: WorkingTime): Date {
  return momentAt(date, hours.from, timeZone)
}

/** The moment at which a date's working hours are over. */
export function closing(date: string, { timeZone, hours }: WorkingTime): Date {
  return momentAt(date, hours.to, timeZone)
}

/** Whether people are at work at a moment: a working day, within its hours. */
export function isWorkingMoment(at: Date, time: WorkingTime): boolean {
  return nextWorkingMoment(at, time).getTime() === at.getTime()
}

/** The moment itself where people are at work, else when they come next. */
export function nextWorkingMoment(at: Date, time: WorkingTime): Date {
  const today = bankDate(at, time.timeZone)
  if (!isWorkingDay(today, time.calendar)) return opening(workingDayFrom(today, time.calendar), time)
  if (at < opening(today, time)) return opening(today, time)
  return at < closing(today, time) ? at : opening(addWorkingDays(today, 1, time.calendar), time)
}

/** When something that is asked for now must be done: at the close of the n-th working day after today. */
export function dueAfter(at: Date, workingDays: number, time: WorkingTime): Date {
  return closing(addWorkingDays(bankDate(at, time.timeZone), workingDays, time.calendar), time)
}
