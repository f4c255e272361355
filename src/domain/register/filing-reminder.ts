import type { FilingStatus } from './filing-period.ts'

/** When branches are reminded, in working days before and after the due day. */
export interface ReminderDays {
  readonly stepBefore: readonly number[]
  readonly escalateAfter: readonly number[]
}

/** Soon due. */
export const comingStage = 0
/** Late: the day after it was due. Each later stage tells one level more. */
export const lateStage = 1

/**
 * The stage of reminding that a branch has reached on a day, or null: each is told once a period, and whoever missed some
 * is told the newest.
 *
 * @param between how many working days lie after one date and up to another
 */
export function reminderStage(
  status: FilingStatus,
  today: string,
  between: (from: string, to: string) => number,
  { stepBefore, escalateAfter }: ReminderDays,
): number | null {
  if (status.kind === 'in_time') return null
  const { dueOn } = status.period
  if (status.kind === 'late') return lateStage + escalateAfter.filter((days) => between(dueOn, today) >= days).length
  const left = between(today, dueOn)
  return stepBefore.some((days) => left <= days) ? comingStage : null
}
