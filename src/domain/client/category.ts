import type { Article } from '../article.ts'

/** Who owns the designation: head office, or a branch (Art. 6). */
export const tiers = ['bank_wide', 'regional'] as const

export type Tier = (typeof tiers)[number]

/** The tier that most clients are designated to first; its criteria are for clients that are in none yet. */
export const firstTier: Tier = 'regional'

/** The categories in the guideline's order: eight for bank-wide clients (Art. 7), seven for regional ones (Art. 9). */
export const categoriesOfTier = {
  bank_wide: [
    'industry_leader',
    'nationwide_conglomerate',
    'key_industry_front_runner',
    'regional_character',
    'multinational_in_china',
    'government_and_public',
    'financial_institution',
    'other_contribution',
  ],
  regional: [
    'regional_monopoly',
    'regional_group',
    'product_and_market_lead',
    'development_zone_high_tech',
    'investment_promotion',
    'administrative_and_public',
    'other_growing',
  ],
} as const satisfies Record<Tier, readonly string[]>

export type Category = (typeof categoriesOfTier)[Tier][number]

/** Every category of both tiers. */
export const categories = [...categoriesOfTier.bank_wide, ...categoriesOfTier.regional] as const

/** The paragraph a category stands in, or null where it is not one of the tier's. */
export function articleOfCategory(tier: Tier, category: Category): Article | null {
  const index = (categoriesOfTier[tier] as readonly Category[]).indexOf(category)
  if (index < 0) return null
  return tier === 'bank_wide' ? `7(${index + 1})` : `9(${index + 1})`
}
