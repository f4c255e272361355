import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type FiledOn,
  filingPeriods,
  filingRhythms,
  filingStatus,
  periodsSince,
} from '../../../src/domain/register/filing-period.ts'

/** Due two weeks after the period. */
const due = (closingOn: string) => new Date(Date.parse(closingOn) + 14 * 86_400_000).toISOString().slice(0, 10)

test('a quarter closes on its last day, and is overdue the day after its due day', () => {
  const on = (today: string) => filingPeriods(today, 'quarterly', '2020-01-01', due)
  expect(on('2026-09-29').current?.closingOn).toBe('2026-06-30')
  expect(on('2026-09-30')).toEqual({
    current: { closingOn: '2026-09-30', dueOn: '2026-10-14' },
    overdue: { closingOn: '2026-06-30', dueOn: '2026-07-14' },
  })
  expect(on('2026-10-14').overdue?.closingOn).toBe('2026-06-30')
  expect(on('2026-10-15').overdue?.closingOn).toBe('2026-09-30')
})

test.each([
  ['monthly', '2026-02-28'],
  ['quarterly', '2025-12-31'],
  ['half_yearly', '2025-12-31'],
  ['yearly', '2025-12-31'],
] as const)('%s: the newest closing day before March is %s', (rhythm, closingOn) => {
  expect(filingPeriods('2026-03-01', rhythm, '2020-01-01', due).current?.closingOn).toBe(closingOn)
})

test('nothing is owed for the time before the bank was there', () => {
  expect(filingPeriods('2026-11-25', 'quarterly', '2026-10-01', due)).toEqual({ current: null, overdue: null })
})

test('a branch owes nothing for the time before it was staffed', () => {
  const period = (closingOn: string) => ({ closingOn, dueOn: closingOn })
  const periods = { current: period('2026-06-30'), overdue: period('2026-03-31') }
  expect(periodsSince(periods, '2026-03-31')).toEqual(periods)
  expect(periodsSince(periods, '2026-04-01')).toEqual({ ...periods, overdue: null })
  expect(periodsSince(periods, '2026-07-01')).toEqual({ current: null, overdue: null })
  expect(periodsSince(periods, null)).toEqual({ current: null, overdue: null })
})

const newest = (state: FiledOn['state'], filedOn: string): FiledOn => ({ state, filedOn })

test('a filing covers its period from the closing day on, unless it was sent back', () => {
  const status = (filed: FiledOn | null, today: string) =>
    filingStatus(filed, filingPeriods(today, 'quarterly', '2026-01-05', due)).kind
  expect(status(null, '2026-03-30')).toBe('in_time')
  expect(status(null, '2026-04-10')).toBe('open')
  expect(status(null, '2026-04-15')).toBe('late')
  expect(status(newest('filed', '2026-03-31'), '2026-04-15')).toBe('in_time')
  expect(status(newest('acknowledged', '2026-03-30'), '2026-04-15')).toBe('late')
  expect(status(newest('sent_back', '2026-04-02'), '2026-04-10')).toBe('open')
  expect(status(newest('sent_back', '2026-04-02'), '2026-04-15')).toBe('late')
  expect(status(newest('acknowledged', '2026-04-02'), '2026-07-02')).toBe('open')
})

test('on any day, filing it that day is in time, and never having filed is not better than having', () => {
  const days = fc.date({ min: new Date('2026-01-01'), max: new Date('2036-01-01'), noInvalidDate: true })
  fc.assert(
    fc.property(days, fc.constantFrom(...filingRhythms), (day, rhythm) => {
      const today = day.toISOString().slice(0, 10)
      const periods = filingPeriods(today, rhythm, '2020-01-01', due)
      expect(filingStatus(newest('filed', today), periods).kind).toBe('in_time')
      expect(filingStatus(null, periods).kind).not.toBe('in_time')
      expect(periods.current?.closingOn && periods.current.closingOn <= today).toBe(true)
    }),
  )
})
