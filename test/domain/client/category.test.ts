import { describe, expect, test } from 'vitest'
import {
  articleOfCategory,
  type Category,
  categories,
  categoriesOfTier,
  type Tier,
} from '../../../src/domain/client/category.ts'

const table: [Tier, Category, string][] = [
  ['bank_wide', 'industry_leader', '7(1)'],
  ['bank_wide', 'nationwide_conglomerate', '7(2)'],
  ['bank_wide', 'key_industry_front_runner', '7(3)'],
  ['bank_wide', 'regional_character', '7(4)'],
  ['bank_wide', 'multinational_in_china', '7(5)'],
  ['bank_wide', 'government_and_public', '7(6)'],
  ['bank_wide', 'financial_institution', '7(7)'],
  ['bank_wide', 'other_contribution', '7(8)'],
  ['regional', 'regional_monopoly', '9(1)'],
  ['regional', 'regional_group', '9(2)'],
  ['regional', 'product_and_market_lead', '9(3)'],
  ['regional', 'development_zone_high_tech', '9(4)'],
  ['regional', 'investment_promotion', '9(5)'],
  ['regional', 'administrative_and_public', '9(6)'],
  ['regional', 'other_growing', '9(7)'],
]

describe('Articles 7 and 9', () => {
  test.each(table)('%s: %s is Art. %s, and nothing in the other tier', (tier, category, article) => {
    expect(articleOfCategory(tier, category)).toBe(article)
    expect(articleOfCategory(tier === 'regional' ? 'bank_wide' : 'regional', category)).toBeNull()
  })

  test('eight and seven, none in both', () => {
    expect([categoriesOfTier.bank_wide.length, categoriesOfTier.regional.length]).toEqual([8, 7])
    expect(categories).toEqual(table.map(([, category]) => category))
    expect(new Set(categories).size).toBe(15)
  })
})
