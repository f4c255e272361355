import { describe, expect, test } from 'vitest'
import { assess, type Criteria, type Criterion, criteriaSchema } from '../../../src/domain/criteria/criteria.ts'

function line(key: string, comparison: Criterion['comparison'], threshold: number): Criterion {
  return {
    key,
    name: { zh: key, en: key },
    unit: 'percent',
    comparison,
    threshold,
    weight: 1,
    evidence: '',
    article: null,
  }
}

const criteria: Criteria = {
  passShare: 100,
  lines: [line('revenue', 'at_least', 100), line('leverage', 'at_most', 70)],
}

describe('screening, line by line', () => {
  test.each([
    [{ revenue: 100, leverage: 70 }, ['met', 'met']],
    [{ revenue: 99.99, leverage: 70.01 }, ['not_met', 'not_met']],
    [{ revenue: 0, leverage: 0 }, ['not_met', 'met']],
    [{ leverage: -5 }, ['not_given', 'met']],
    [{ unknown: 1 }, ['not_given', 'not_given']],
  ])('%j', (values, results) => {
    expect(assess(criteria, values).map((assessed) => assessed.result)).toEqual(results)
  })

  test('keeps the order of the criteria and the value that was given', () => {
    expect(assess(criteria, { leverage: 60 }).map(({ criterion, value }) => [criterion.key, value])).toEqual([
      ['revenue', null],
      ['leverage', 60],
    ])
  })
})

describe('criteria are data that is checked', () => {
  test.each([
    ['a key twice', [line('revenue', 'at_least', 1), line('revenue', 'at_most', 2)]],
    ['a key that is no key', [line('营业收入', 'at_least', 1)]],
    ['a threshold that is no number', [line('revenue', 'at_least', Number.NaN)]],
    ['no English name', [{ ...line('revenue', 'at_least', 1), name: { zh: '营业收入', en: '' } }]],
    ['an unknown unit', [{ ...line('revenue', 'at_least', 1), unit: 'parsec' }]],
  ])('%s is refused', (_title, lines) => {
    expect(criteriaSchema.safeParse({ lines }).success).toBe(false)
  })

  test('good ones are taken, and none at all', () => {
    expect(criteriaSchema.parse(criteria)).toEqual(criteria)
    expect(criteriaSchema.safeParse({ lines: [] }).success).toBe(true)
  })
})
