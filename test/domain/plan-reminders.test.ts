import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { reminderOn } from '../../src/domain/reminder/plan-reminders.ts'
import { addDays, isWorkingDay } from '../../src/domain/working-days.ts'
import { defaultPolicy } from '../../src/policy.ts'
import { announcedCalendar } from '../../src/usecases/working-calendar.ts'

const calendar = await announcedCalendar()
const settings = defaultPolicy.reminders

/** Looks every day, as a bot would that never pauses: what is said, and on which day. */
function said(kind: 'client_review' | 'review_step', dueOn: string, from: string, days: number): string[] {
  const lines: string[] = []
  for (let day = 0; day < days; day++) {
    const today = addDays(from, day)
    const { due } = reminderOn(kind, dueOn, today, settings, calendar)
    if (due && due.on === today) lines.push(`${due.on} ${due.reminder} +${due.level}`)
  }
  return lines
}

describe('a review on 12 October 2026, after National Day', () => {
  test('14, 7 and 1 working days before, and on the day', () => {
    expect(said('client_review', '2026-10-12', '2026-09-01', 60)).toEqual([
      '2026-09-16 before_14 +0',
      '2026-09-24 before_7 +0',
      '2026-10-10 before_1 +0',
      '2026-10-12 on_day +0',
    ])
  })

  test('a date on a Sunday is said on the Monday after', () => {
    expect(said('client_review', '2026-11-29', '2026-11-27', 5)).toEqual([
      '2026-11-27 before_1 +0',
      '2026-11-30 on_day +0',
    ])
  })
})

test('a step: the day before, on the day, escalated after 3 and 10 working days, and every 5 after that', () => {
  expect(said('review_step', '2026-11-02', '2026-10-28', 40)).toEqual([
    '2026-10-30 before_1 +0',
    '2026-11-02 on_day +0',
    '2026-11-05 overdue_3 +1',
    '2026-11-16 overdue_10 +2',
    '2026-11-23 overdue_15 +2',
    '2026-11-30 overdue_20 +2',
  ])
})

test('for any due date and any day: only the latest is due, on a working day, and the next one lies ahead', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 700 }).map((days) => addDays('2025-01-02', days)),
      fc.integer({ min: -40, max: 60 }),
      fc.constantFrom('client_review' as const, 'review_step' as const, 'recommendation_step' as const),
      (dueOn, offset, kind) => {
        const today = addDays(dueOn, offset)
        const { due, next } = reminderOn(kind, dueOn, today, settings, calendar)
        if (due) {
          expect(due.on <= today).toBe(true)
          expect(isWorkingDay(due.on, calendar)).toBe(true)
        }
        if (next) {
          expect(next > today).toBe(true)
          const then = reminderOn(kind, dueOn, next, settings, calendar)
          expect(then.due?.on).toBe(next)
          expect(then.due?.reminder).not.toBe(due?.reminder)
        } else expect(kind).toBe('client_review')
      },
    ),
  )
})
