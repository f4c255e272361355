import type { Tier } from '../client/category.ts'
import type { Criteria } from './criteria.ts'

const audited = '最近一年经审计的年报'

/**
 * Criteria a bank can start with until it sets its own (另行制定). The lines are those a commercial bank's customer files
 * hold; the thresholds are samples and no bank's: replace them before a real designation.
 */
export const starterCriteria: Record<Tier, Criteria> = {
  bank_wide: {
    passShare: 60,
    lines: [
      line(
        'annual_revenue',
        '年营业收入（示例）',
        'Annual revenue (sample)',
        'hundred_million_yuan',
        'at_least',
        100,
        25,
        audited,
      ),
      line(
        'total_assets',
        '总资产（示例）',
        'Total assets (sample)',
        'hundred_million_yuan',
        'at_least',
        200,
        20,
        audited,
      ),
      line(
        'average_deposits',
        '日均存款（示例）',
        'Average deposits (sample)',
        'hundred_million_yuan',
        'at_least',
        5,
        25,
      ),
      line('credit_balance', '授信余额（示例）', 'Credit balance (sample)', 'hundred_million_yuan', 'at_least', 10, 20),
      line('debt_ratio', '资产负债率（示例）', 'Debt to assets (sample)', 'percent', 'at_most', 75, 10, audited),
    ],
  },
  regional: {
    passShare: 60,
    lines: [
      line(
        'annual_revenue',
        '年营业收入（示例）',
        'Annual revenue (sample)',
        'hundred_million_yuan',
        'at_least',
        10,
        20,
        audited,
      ),
      line(
        'total_assets',
        '总资产（示例）',
        'Total assets (sample)',
        'hundred_million_yuan',
        'at_least',
        15,
        15,
        audited,
      ),
      line(
        'average_deposits',
        '日均存款（示例）',
        'Average deposits (sample)',
        'ten_thousand_yuan',
        'at_least',
        5000,
        30,
      ),
      line(
        'contribution',
        '年综合贡献（示例）',
        'Yearly contribution (sample)',
        'ten_thousand_yuan',
        'at_least',
        200,
        25,
      ),
      line('debt_ratio', '资产负债率（示例）', 'Debt to assets (sample)', 'percent', 'at_most', 80, 10, audited),
    ],
  },
}

type Line = Criteria['lines'][number]

function line(
  key: string,
  zh: string,
  en: string,
  unit: Line['unit'],
  comparison: Line['comparison'],
  threshold: number,
  weight: number,
  evidence = '',
): Line {
  return { key, name: { zh, en }, unit, comparison, threshold, weight, evidence, article: null }
}
