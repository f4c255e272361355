import { type FilingState, stands } from './filing.ts'

/** How often a branch files its register. */
export const filingRhythms = ['monthly', 'quarterly', 'half_yearly', 'yearly'] as const

export type FilingRhythm = (typeof filingRhythms)[number]

const monthsOf: Record<FilingRhythm, number> = { monthly: 1, quarterly: 3, half_yearly: 6, yearly: 12 }

/** A period by its last day, and by when its register is to be filed (ISO dates). */
export interface FilingPeriod {
  readonly closingOn: string
  readonly dueOn: string
}

/** The day by which a register is due, counted from the closing day. */
export type DueAfter = (closingOn: string) => string

/** Periods of a year whose closing day is not after a day, newest first: enough to find one that is overdue. */
function closings(today: string, rhythm: FilingRhythm): string[] {
  const months = monthsOf[rhythm]
  const year = Number(today.slice(0, 4))
  const all = [year, year - 1].flatMap((of) =>
    Array.from({ length: 12 / months }, (_, index) => lastDay(of, 12 - index * months)),
  )
  return all.filter((closing) => closing <= today)
}

function lastDay(year: number, month: number): string {
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10)
}

/** The newest period that has closed, and the newest whose day is over; null where the bank was not yet there then. */
export interface FilingPeriods {
  readonly current: FilingPeriod | null
  readonly overdue: FilingPeriod | null
}

/**
 * Which registers are to be filed on a day.
 *
 * @param since the day from which the bank's branches owe registers: nothing is late for a time before the bot
 */
export function filingPeriods(today: string, rhythm: FilingRhythm, since: string, dueAfter: DueAfter): FilingPeriods {
  const periods = closings(today, rhythm)
    .filter((closingOn) => closingOn >= since)
    .map((closingOn) => ({ closingOn, dueOn: dueAfter(closingOn) }))
  return { current: periods[0] ?? null, overdue: periods.find(({ dueOn }) => dueOn < today) ?? null }
}

/** What a branch owes of them that was first staffed on a day; nothing for the time before, nor while it never was. */
export function periodsSince({ current, overdue }: FilingPeriods, staffedOn: string | null): FilingPeriods {
  const owed = (period: FilingPeriod | null) =>
    period !== null && staffedOn !== null && period.closingOn >= staffedOn ? period : null
  return { current: owed(current), overdue: owed(overdue) }
}

/** A branch's newest filing, as far as its period goes. */
export interface FiledOn {
  readonly state: FilingState
  /** The bank's date of the filing. */
  readonly filedOn: string
}

/** Where a branch stands with its register; `late` and `open` name the period that is missing. */
export type FilingStatus =
  | { readonly kind: 'late' | 'open'; readonly period: FilingPeriod }
  | { readonly kind: 'in_time' }

/** Whether the newest filing covers what is owed: filed on or after the closing day, and not sent back. */
export function filingStatus(newest: FiledOn | null, { current, overdue }: FilingPeriods): FilingStatus {
  const covers = (period: FilingPeriod) => newest !== null && stands(newest.state) && newest.filedOn >= period.closingOn
  if (overdue && !covers(overdue)) return { kind: 'late', period: overdue }
  if (current && !covers(current)) return { kind: 'open', period: current }
  return { kind: 'in_time' }
}
