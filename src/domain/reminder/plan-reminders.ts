import { addWorkingDays, type WorkingCalendar, workingDayFrom } from '../working-days.ts'
import type { DeadlineKind } from './deadline.ts'

/** How many working days before and after a due date somebody is reminded. */
export interface ReminderSettings {
  /** Before the date of a client's review. */
  readonly reviewBefore: readonly number[]
  /** Before a step is due. */
  readonly stepBefore: readonly number[]
  /** After a step was due: each tells one level more than the one before. */
  readonly escalateAfter: readonly number[]
}

/** A reminder of something with a due date. */
export interface PlannedReminder {
  /** Its name among the reminders of one due date: it goes out once. */
  readonly reminder: string
  /** The working day on which it goes out. */
  readonly on: string
  /** How many levels above whose move it is are told as well. */
  readonly level: number
}

/** After the last escalation it is said again every so many working days, so that nothing is forgotten for good (ours). */
const repeatEvery = 5

/**
 * What is to be said of a due date on a day, and when to look again. Of several reminders whose day has come only the
 * latest is said: after days without a process nobody gets the missed ones too.
 *
 * @returns `due` null = nothing yet; `next` null = nothing more
 */
export function reminderOn(
  kind: DeadlineKind,
  dueOn: string,
  today: string,
  settings: ReminderSettings,
  calendar: WorkingCalendar,
): { due: PlannedReminder | null; next: string | null } {
  const planned = planReminders(kind, dueOn, today, settings, calendar)
  return {
    due: planned.findLast(({ on }) => on <= today) ?? null,
    next: planned.find(({ on }) => on > today)?.on ?? null,
  }
}

/** The next day on which more of those above are told; null where nobody is any more. */
export function nextEscalation(
  kind: DeadlineKind,
  dueOn: string,
  today: string,
  settings: ReminderSettings,
  calendar: WorkingCalendar,
): string | null {
  const planned = planReminders(kind, dueOn, today, settings, calendar)
  const level = planned.findLast(({ on }) => on <= today)?.level ?? 0
  return planned.find((one) => one.on > today && one.level > level)?.on ?? null
}

/** The reminders of a due date in order, as far as the first one after today. */
function planReminders(
  kind: DeadlineKind,
  dueOn: string,
  today: string,
  settings: ReminderSettings,
  calendar: WorkingCalendar,
): PlannedReminder[] {
  const before = kind === 'client_review' ? settings.reviewBefore : settings.stepBefore
  const planned = [
    ...before.map((days) => ({ reminder: `before_${days}`, on: addWorkingDays(dueOn, -days, calendar), level: 0 })),
    { reminder: 'on_day', on: workingDayFrom(dueOn, calendar), level: 0 },
  ]
  // From its date on the review itself has steps with due dates of their own.
  if (kind !== 'client_review') planned.push(...overdue(dueOn, today, settings, calendar))
  return planned.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
}

function overdue(dueOn: string, today: string, settings: ReminderSettings, calendar: WorkingCalendar) {
  const steps = settings.escalateAfter.toSorted((a, b) => a - b)
  const after = steps.map((days, index) => late(dueOn, days, index + 1, calendar))
  for (let days = (steps.at(-1) ?? 0) + repeatEvery; (after.at(-1)?.on ?? dueOn) <= today; days += repeatEvery)
    after.push(late(dueOn, days, steps.length, calendar))
  return after
}

function late(dueOn: string, days: number, level: number, calendar: WorkingCalendar): PlannedReminder {
  return { reminder: `overdue_${days}`, on: addWorkingDays(dueOn, days, calendar), level }
}
