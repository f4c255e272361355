import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  assess,
  type Criteria,
  type CriterionUnit,
  criteriaSchema,
  standingUnder,
  valuesFor,
} from '../../../src/domain/criteria/criteria.ts'
import { convert } from '../../../src/domain/criteria/unit.ts'

function criteria(passShare: number, ...lines: [key: string, threshold: number, weight: number][]): Criteria {
  return criteriaSchema.parse({
    passShare,
    lines: lines.map(([key, threshold, weight]) => ({
      key,
      name: { zh: key, en: key },
      unit: 'hundred_million_yuan',
      comparison: 'at_least',
      threshold,
      weight,
    })),
  })
}

describe('what the criteria as a whole say', () => {
  const three = criteria(60, ['a', 10, 50], ['b', 10, 30], ['c', 10, 20])
  test.each([
    [{ a: 10, b: 10, c: 10 }, 'meets'],
    [{ a: 10, c: 10 }, 'meets'],
    [{ a: 10, b: 9, c: 9 }, 'below'],
    [{ a: 9 }, 'below'],
    [{ a: 10 }, 'undecided'],
    [{ b: 10, c: 10 }, 'undecided'],
    [{}, 'undecided'],
  ])('%j: %s', (values, standing) => {
    expect(standingUnder(three, values)).toBe(standing)
  })

  test('no lines: nothing is met or missed', () => {
    expect(standingUnder(criteria(100), { a: 1 })).toBe('undecided')
  })

  test('a figure more never turns a standing that is decided', () => {
    const value = fc.integer({ min: 0, max: 20 })
    const lines = fc.tuple(value, fc.integer({ min: 1, max: 100 }))
    fc.assert(
      fc.property(
        fc.array(lines, { minLength: 1, maxLength: 6 }),
        fc.array(value),
        fc.integer({ min: 1, max: 100 }),
        (all, values, share) => {
          const given = criteria(
            share,
            ...all.map(([threshold, weight], index): [string, number, number] => [`m${index}`, threshold, weight]),
          )
          const whole = Object.fromEntries(all.map((_, index) => [`m${index}`, values[index] ?? 5]))
          const part = Object.fromEntries(Object.entries(whole).slice(0, values.length))
          const decided = standingUnder(given, part)
          const atLast = standingUnder(given, whole)
          expect(atLast).not.toBe('undecided')
          if (decided !== 'undecided') expect(atLast).toBe(decided)
          expect(assess(given, whole)).toHaveLength(all.length)
        },
      ),
    )
  })
})

describe('figures in other units', () => {
  test('amounts are converted without noise, other units are not', () => {
    expect(convert(0.0029, 'hundred_million_yuan', 'ten_thousand_yuan')).toBe(29)
    expect(convert(5000, 'ten_thousand_yuan', 'hundred_million_yuan')).toBe(0.5)
    expect(convert(5, 'percent', 'count')).toBeNull()
    expect(convert(5, 'percent', 'ten_thousand_yuan')).toBeNull()
  })

  test('a figure of another kind counts as not given', () => {
    const given = (unit: CriterionUnit) =>
      valuesFor(criteria(100, ['a', 1, 1]), new Map([['a', { value: 5000, unit }]]))
    expect(given('ten_thousand_yuan')).toEqual({ a: 0.5 })
    expect(given('percent')).toEqual({})
  })
})
