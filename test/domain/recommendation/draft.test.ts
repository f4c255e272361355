import { describe, expect, test } from 'vitest'
import type { Criteria } from '../../../src/domain/criteria/criteria.ts'
import { readNumber } from '../../../src/domain/number.ts'
import { type Draft, draftSchema, readDraft } from '../../../src/domain/recommendation/draft.ts'

const plain = { weight: 1, evidence: '', article: null }

const criteria: Criteria = {
  passShare: 100,
  lines: [
    {
      key: 'revenue',
      name: { zh: '营业收入', en: 'Revenue' },
      unit: 'hundred_million_yuan',
      comparison: 'at_least',
      threshold: 100,
      ...plain,
    },
    {
      key: 'leverage',
      name: { zh: '资产负债率', en: 'Leverage' },
      unit: 'percent',
      comparison: 'at_most',
      threshold: 70,
      ...plain,
    },
  ],
}

const whole: Draft = {
  category: 'industry_leader',
  leadUnitId: 10,
  keyDimensions: ['key_industry'],
  industry: ' 航运\u200b',
  region: '\u3000北方',
  reason: '行业龙头',
  criteria: { revenue: '１，２３４．５', leverage: ' ', unknown: '7' },
}

function fields(draft: Draft): (string | undefined)[] {
  const read = readDraft(draft, 'branch_recommends', criteria)
  return Array.isArray(read) ? read.map((refusal) => refusal.field) : []
}

describe('what was typed becomes a submission', () => {
  test('trimmed, with the tier of the route; criteria that were not given or are not asked are left out', () => {
    expect(readDraft(whole, 'branch_recommends', criteria)).toEqual({
      tier: 'bank_wide',
      category: 'industry_leader',
      leadUnitId: 10,
      keyDimensions: ['key_industry'],
      industry: '航运',
      region: '北方',
      reason: '行业龙头',
      criteriaValues: { revenue: 1234.5 },
    })
    expect(readDraft(whole, 'branch_designates', criteria)).toMatchObject({ tier: 'regional' })
  })

  test('or names every wrong field at once (B25)', () => {
    expect(fields({}).sort()).toEqual(['category', 'industry', 'leadUnit', 'reason', 'region'])
    expect(fields({ ...whole, reason: '\u3000\u200b', criteria: { revenue: '很多', leverage: '5亿' } })).toEqual([
      'reason',
      'criterion_revenue',
      'criterion_leverage',
    ])
  })

  test('a draft knows nothing but its own fields and words', () => {
    expect(draftSchema.safeParse({ ...whole, category: 'favourite' }).success).toBe(false)
    expect(draftSchema.safeParse({ ...whole, route: 'board_blesses' }).success).toBe(false)
    expect(draftSchema.parse({})).toEqual({})
  })
})

describe('a number as people type it', () => {
  test.each([
    ['12', 12],
    ['１２．５', 12.5],
    ['1,234,567', 1234567],
    ['１，２３４', 1234],
    ['1 234', 1234],
    ['12。5', 12.5],
    ['－3', -3],
    ['—3', -3],
    ['+3', 3],
    ['45%', 45],
    ['４５％', 45],
    ['.5', 0.5],
    ['5.', 5],
  ])('%s is %f', (typed, value) => {
    expect(readNumber(typed)).toBe(value)
  })

  test.each(['', '-', '.', '五', '5亿', '1.2.3', '1e5', '0x10', 'NaN', 'Infinity', '--5', '5-3', '9999999999999999'])(
    '%j is none',
    (typed) => {
      expect(readNumber(typed)).toBeNull()
    },
  )
})
