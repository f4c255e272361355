import { describe, expect, test } from 'vitest'
import { addMonths, bankDate } from '../../src/domain/calendar.ts'

describe('months from an anchor (B19)', () => {
  test.each([
    ['2026-08-31', 1, 13, '09-30 10-31 11-30 12-31 01-31 02-28 03-31 04-30 05-31 06-30 07-31 08-31 09-30'],
    ['2026-11-30', 3, 3, '02-28 05-30 08-30'],
    ['2027-08-31', 6, 2, '02-29 08-31'],
    ['2026-01-31', 1, 3, '02-28 03-31 04-30'],
  ])('%s every %i months', (anchor, every, times, expected) => {
    const dates = Array.from({ length: times }, (_, index) => addMonths(anchor, every * (index + 1)).slice(5))
    expect(dates.join(' ')).toBe(expected)
  })

  test.each([
    ['2026-12-15', 12, '2027-12-15'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2026-03-31', 0, '2026-03-31'],
  ])('%s and %i months', (anchor, months, expected) => {
    expect(addMonths(anchor, months)).toBe(expected)
  })
})

test("the bank's date, not the server's", () => {
  const at = new Date('2026-09-30T16:00:00Z')
  expect(bankDate(at, 'Asia/Shanghai')).toBe('2026-10-01')
  expect(bankDate(at, 'UTC')).toBe('2026-09-30')
  expect(bankDate(new Date('2026-09-30T15:59:59Z'), 'Asia/Shanghai')).toBe('2026-09-30')
})
