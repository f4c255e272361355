import type { Article } from '../article.ts'
import type { Category, Tier } from '../client/category.ts'

/** Registers and their filing rest on it. */
export const registerArticle: Article = '10(3)'

/** One client as a register (目录名册) has it; names as they were on the day. */
export interface RegisterEntry {
  readonly clientId: number
  readonly code: string
  readonly shortName: string
  readonly legalName: string
  readonly englishName: string
  readonly tier: Tier
  readonly category: Category
  readonly industry: string
  readonly region: string
  readonly leadUnit: string
  readonly leadClientManager: string | null
  /** ISO dates. */
  readonly designatedOn: string
  readonly nextReviewOn: string | null
  readonly listedOn: string | null
  /** Why it was recommended; empty where it came in otherwise. */
  readonly reason: string
}
