/** Which days a bank works: the week's own rule, and the days on which it does not hold. */
export interface WorkingCalendar {
  /** Years whose free days and make-up days are all known. */
  readonly years: ReadonlySet<number>
  /** By date (YYYY-MM-DD): true = worked although a weekend, false = free although a weekday. */
  readonly exceptions: ReadonlyMap<string, boolean>
}

/** Working hours of a day in the bank's zone: from the full hour to the full hour, the latter no longer. */
export interface WorkingHours {
  readonly from: number
  readonly to: number
}

/**
 * Month and day of what is free by law in every year, whatever is announced later (《全国年节及纪念日放假办法》, in force since 2025). The days that
 * follow the moon, and what is moved around all of them, are announced year by year.
 */
export const freeByLaw: readonly string[] = ['01-01', '05-01', '05-02', '10-01', '10-02', '10-03']

const dayMs = 86_400_000

/** Whether the calendar knows the whole year of a date; elsewhere it goes by the week and the days free by law. */
export function isKnownDay(date: string, { years }: WorkingCalendar): boolean {
  return years.has(Number(date.slice(0, 4)))
}

/** Whether the bank works on a date (YYYY-MM-DD). */
export function isWorkingDay(date: string, calendar: WorkingCalendar): boolean {
  const exception = calendar.exceptions.get(date)
  if (exception !== undefined) return exception
  if (!isKnownDay(date, calendar) && freeByLaw.includes(date.slice(5))) return false
  return !isWeekend(date)
}

/** Whether a date is a Saturday or a Sunday. */
export function isWeekend(date: string): boolean {
  const weekday = new Date(date).getUTCDay()
  return weekday === 0 || weekday === 6
}

/** The date so many days later, or earlier where negative. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(date) + days * dayMs).toISOString().slice(0, 10)
}

/** The date itself where it is worked, else the next one that is. */
export function workingDayFrom(date: string, calendar: WorkingCalendar): string {
  return isWorkingDay(date, calendar) ? date : addWorkingDays(date, 1, calendar)
}

/**
 * The working day so many working days after a date, or before it where negative; the date itself does not count. With 0
 * it is the date itself, worked or not.
 */
export function addWorkingDays(date: string, count: number, calendar: WorkingCalendar): string {
  const step = Math.sign(count)
  let day = date
  for (let left = Math.abs(count); left > 0; ) {
    day = addDays(day, step)
    if (isWorkingDay(day, calendar)) left--
  }
  return day
}

/** How many working days lie after one date and up to another, negative where that one is earlier. */
export function workingDaysBetween(from: string, to: string, calendar: WorkingCalendar): number {
  if (to < from) return -workingDaysBetween(to, from, calendar)
  let count = 0
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (isWorkingDay(day, calendar)) count++
  return count
}
