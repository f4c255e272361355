import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { momentAt } from '../../src/domain/calendar.ts'
import {
  addDays,
  addWorkingDays,
  isWorkingDay,
  type WorkingCalendar,
  workingDayFrom,
  workingDaysBetween,
} from '../../src/domain/working-days.ts'
import { closing, dueAfter, isWorkingMoment, nextWorkingMoment } from '../../src/domain/working-hours.ts'
import { announcedCalendar } from '../../src/usecases/working-calendar.ts'

const announced = await announcedCalendar()

const someDay = fc.integer({ min: 0, max: 3_000 }).map((days) => addDays('2022-01-01', days))
const count = fc.integer({ min: 1, max: 60 })
const calendars: fc.Arbitrary<WorkingCalendar> = fc
  .array(fc.tuple(someDay, fc.boolean()), { maxLength: 200 })
  .map((days) => ({ years: new Set([2022, 2023, 2024, 2025]), exceptions: new Map(days) }))

describe('the announced calendar', () => {
  test.each([
    ['2026-02-14', true, 'Saturday, made up for the Spring Festival'],
    ['2026-02-16', false, 'Spring Festival'],
    ['2026-10-01', false, 'National Day'],
    ['2026-10-10', true, 'Saturday, made up for National Day'],
    ['2026-11-25', true, 'a Wednesday'],
    ['2026-11-28', false, 'a Saturday'],
  ])('%s: %s (%s)', (date, works) => expect(isWorkingDay(date, announced)).toBe(works))

  test('ends with the last year of which anything is announced; what follows goes by the week and the law', () => {
    const last = Math.max(...announced.years)
    expect(announced.years.has(2026)).toBe(true)
    expect(isWorkingDay(`${last + 1}-10-01`, announced)).toBe(false)
    expect(isWorkingDay(`${last + 1}-01-01`, announced)).toBe(false)
  })

  test('an imported day goes before the announced one', () => {
    const own = { ...announced, exceptions: new Map([...announced.exceptions, ['2026-10-10', false] as const]) }
    expect(isWorkingDay('2026-10-10', own)).toBe(false)
  })
})

test('over National Day: three working days after 30 September are 10 October, made-up Saturday included', () => {
  expect(addWorkingDays('2026-09-30', 3, announced)).toBe('2026-10-10')
  expect(addWorkingDays('2026-10-10', -3, announced)).toBe('2026-09-30')
  expect(workingDaysBetween('2026-09-30', '2026-10-10', announced)).toBe(3)
  expect(workingDayFrom('2026-10-01', announced)).toBe('2026-10-08')
})

describe('for any calendar', () => {
  test('so many working days there and back again is the same working day', () => {
    fc.assert(
      fc.property(calendars, someDay, count, (calendar, from, n) => {
        const start = workingDayFrom(from, calendar)
        const end = addWorkingDays(start, n, calendar)
        expect(isWorkingDay(end, calendar)).toBe(true)
        expect(end > start).toBe(true)
        expect(addWorkingDays(end, -n, calendar)).toBe(start)
        expect(workingDaysBetween(start, end, calendar)).toBe(n)
        expect(workingDaysBetween(end, start, calendar)).toBe(-n)
      }),
    )
  })

  test('one step after another leads where all at once do', () => {
    fc.assert(
      fc.property(calendars, someDay, count, count, (calendar, from, a, b) => {
        expect(addWorkingDays(addWorkingDays(from, a, calendar), b, calendar)).toBe(
          addWorkingDays(from, a + b, calendar),
        )
      }),
    )
  })

  test('no day free by law is worked in a year that nobody announced', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2040, max: 2090 }), fc.constantFrom('01-01', '05-02', '10-03'), (year, day) => {
        expect(isWorkingDay(`${year}-${day}`, announced)).toBe(false)
      }),
    )
  })

  test('people are at work at the next working moment, and at no moment before it', () => {
    fc.assert(
      fc.property(calendars, someDay, fc.integer({ min: 0, max: 86_399 }), (calendar, date, second) => {
        const time = { timeZone: 'Asia/Shanghai', hours: { from: 9, to: 18 }, calendar }
        const at = new Date(Date.parse(date) + second * 1000)
        const next = nextWorkingMoment(at, time)
        expect(next >= at).toBe(true)
        expect(isWorkingMoment(next, time)).toBe(true)
        if (next > at) expect(isWorkingMoment(new Date(next.getTime() - 1), time)).toBe(false)
      }),
    )
  })
})

test('full hours of a date, also where clocks are put forward and back', () => {
  expect(momentAt('2026-11-25', 9, 'Asia/Shanghai').toISOString()).toBe('2026-11-25T01:00:00.000Z')
  expect(momentAt('2026-11-25', 24, 'Asia/Shanghai').toISOString()).toBe('2026-11-25T16:00:00.000Z')
  expect(momentAt('2026-03-29', 9, 'Europe/Berlin').toISOString()).toBe('2026-03-29T07:00:00.000Z')
  expect(momentAt('2026-10-25', 9, 'Europe/Berlin').toISOString()).toBe('2026-10-25T08:00:00.000Z')
  expect(momentAt('2026-11-25', 0, 'America/New_York').toISOString()).toBe('2026-11-25T05:00:00.000Z')
})

test('what is asked for on a Friday evening is due at the close of the n-th working day after', () => {
  const time = { timeZone: 'Asia/Shanghai', hours: { from: 9, to: 18 }, calendar: announced }
  const friday = new Date('2026-11-27T12:00:00Z')
  expect(dueAfter(friday, 1, time)).toEqual(closing('2026-11-30', time))
  expect(dueAfter(new Date('2026-09-30T02:00:00Z'), 3, time).toISOString()).toBe('2026-10-10T10:00:00.000Z')
  expect(nextWorkingMoment(friday, time).toISOString()).toBe('2026-11-30T01:00:00.000Z')
})
