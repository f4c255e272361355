import { jsonb, pgTable, text } from 'drizzle-orm/pg-core'
import { tiers } from '../../src/domain/client/category.ts'
import type { Criteria } from '../../src/domain/criteria/criteria.ts'
import { identity, isObject, moment, oneOf, ref } from '../columns.ts'
import { criteriaVersions } from './criteria-versions.ts'
import { people } from './people.ts'

/** Dry runs that were asked for: what was tried, against which version, by whom. */
export const criteriaDryRuns = pgTable(
  'criteria_dry_runs',
  {
    id: identity(),
    tier: text({ enum: tiers }).notNull(),
    criteria: jsonb().$type<Criteria>().notNull(),
    /** The version in force then; null where there was none. */
    baseVersionId: ref().references(() => criteriaVersions.id),
    askedBy: ref()
      .notNull()
      .references(() => people.id),
    askedAt: moment().notNull(),
  },
  (table) => [
    oneOf('criteria_dry_runs_tier', table.tier, tiers),
    isObject('criteria_dry_runs_criteria', table.criteria),
  ],
)
