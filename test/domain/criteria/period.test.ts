import { describe, expect, test } from 'vitest'
import { monthBefore, readPeriod } from '../../../src/domain/criteria/period.ts'

describe('periods as people write them', () => {
  test.each([
    ['2026', '2026', '2026-12-31'],
    ['２０２６年度', '2026', '2026-12-31'],
    ['2026H1', '2026H1', '2026-06-30'],
    ['2026年下半年', '2026H2', '2026-12-31'],
    ['2026 q3', '2026Q3', '2026-09-30'],
    ['2026年第一季度', '2026Q1', '2026-03-31'],
    ['2026年4季度', '2026Q4', '2026-12-31'],
    ['2024-02', '2024-02', '2024-02-29'],
    ['2026年9月', '2026-09', '2026-09-30'],
    ['2026/9', '2026-09', '2026-09-30'],
    ['202609', '2026-09', '2026-09-30'],
  ])('%s', (typed, label, endsOn) => {
    expect(readPeriod(typed)).toEqual({ label, endsOn })
  })

  test.each(['', '26Q3', '2026Q5', '2026-13', '2026-00', '1889', '三季度', '2026年大概'])('%s is none', (typed) => {
    expect(readPeriod(typed)).toBeNull()
  })

  test('the last whole month', () => {
    expect(monthBefore('2026-01-05')).toEqual({ label: '2025-12', endsOn: '2025-12-31' })
    expect(monthBefore('2026-03-31')).toEqual({ label: '2026-02', endsOn: '2026-02-28' })
  })
})
