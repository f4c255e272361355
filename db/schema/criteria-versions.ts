import { jsonb, pgTable, text } from 'drizzle-orm/pg-core'
import { tiers } from '../../src/domain/client/category.ts'
import type { Criteria } from '../../src/domain/criteria/criteria.ts'
import { identity, isObject, moment, oneOf, ref } from '../columns.ts'
import { people } from './people.ts'

/** Designation criteria (认定标准) by tier: the newest version of a tier holds for new recommendations. */
export const criteriaVersions = pgTable(
  'criteria_versions',
  {
    id: identity(),
    tier: text({ enum: tiers }).notNull(),
    criteria: jsonb().$type<Criteria>().notNull(),
    publishedAt: moment().notNull(),
    /** Null for the sample that the program ships. */
    publishedBy: ref().references(() => people.id),
    reason: text().notNull(),
  },
  (table) => [
    oneOf('criteria_versions_tier', table.tier, tiers),
    isObject('criteria_versions_criteria', table.criteria),
  ],
)
