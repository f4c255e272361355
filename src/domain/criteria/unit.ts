import type { CriterionUnit } from './criteria.ts'

/** Amounts of money in 万元; what is no amount is no other unit's. */
const inTenThousandYuan: Partial<Record<CriterionUnit, number>> = { hundred_million_yuan: 10_000, ten_thousand_yuan: 1 }

/** Digits kept behind the point: what multiplication adds to a decimal fraction is cut off. */
const digits = 1e10

/** A value in another unit: 0.5 亿元 is 5,000 万元; null where the units measure different things. */
export function convert(value: number, from: CriterionUnit, to: CriterionUnit): number | null {
  if (from === to) return value
  const [given, wanted] = [inTenThousandYuan[from], inTenThousandYuan[to]]
  if (given === undefined || wanted === undefined) return null
  const whole = given >= wanted ? value * (given / wanted) : value / (wanted / given)
  return Math.abs(whole) < Number.MAX_SAFE_INTEGER / digits ? Math.round(whole * digits) / digits : whole
}
