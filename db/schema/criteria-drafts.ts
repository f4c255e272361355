import { jsonb, pgTable, text } from 'drizzle-orm/pg-core'
import { tiers } from '../../src/domain/client/category.ts'
import type { Criteria } from '../../src/domain/criteria/criteria.ts'
import { isObject, moment, oneOf, ref } from '../columns.ts'
import { people } from './people.ts'

/** What is to become a tier's next criteria; all who may publish them work on the one draft. */
export const criteriaDrafts = pgTable(
  'criteria_drafts',
  {
    tier: text({ enum: tiers }).primaryKey(),
    criteria: jsonb().$type<Criteria>().notNull(),
    /** Everybody who had a hand in it: none of them publishes it where the bank wants four eyes. */
    editors: jsonb().$type<{ people: number[] }>().notNull(),
    changedBy: ref()
      .notNull()
      .references(() => people.id),
    changedAt: moment().notNull(),
  },
  (table) => [
    oneOf('criteria_drafts_tier', table.tier, tiers),
    isObject('criteria_drafts_criteria', table.criteria),
    isObject('criteria_drafts_editors', table.editors),
  ],
)
