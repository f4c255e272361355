import { addWorkingDays, isWorkingDay, type WorkingCalendar } from '../working-days.ts'
import type { DeadlineKind } from './deadline.ts'
import { nextEscalation, type ReminderSettings } from './plan-reminders.ts'

/** How far reminders may be put off. */
export interface SnoozeSettings extends ReminderSettings {
  /** Working days from today, at most; 0 = not at all. */
  readonly snoozeDays: number
}

/**
 * The last working day to which the reminders of something may be put off: so many working days ahead, before its next
 * escalation, which nobody can put off, and before the date of a review, which then begins. Null = not at all.
 */
export function latestSnooze(
  kind: DeadlineKind,
  dueOn: string,
  today: string,
  settings: SnoozeSettings,
  calendar: WorkingCalendar,
): string | null {
  const bound = addWorkingDays(today, settings.snoozeDays, calendar)
  const end = kind === 'client_review' ? dueOn : nextEscalation(kind, dueOn, today, settings, calendar)
  const latest = end === null || end > bound ? bound : addWorkingDays(end, -1, calendar)
  return latest > today ? latest : null
}

/** Whether reminders may be put off to a day, given the last one. */
export function mayPutOffTo(until: string, today: string, latest: string | null, calendar: WorkingCalendar): boolean {
  return latest !== null && until > today && until <= latest && isWorkingDay(until, calendar)
}
