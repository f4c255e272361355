import { sql } from 'drizzle-orm'
import { check, integer, jsonb, pgTable, text, unique } from 'drizzle-orm/pg-core'
import type { Selection } from '../../src/domain/review/policy-review.ts'
import { identity, isObject, moment, ref } from '../columns.ts'
import { people } from './people.ts'

/** Policy reviews (Art. 12): reviews of chosen clients that were opened in one act, by whom, of which and why. */
export const policyReviews = pgTable(
  'policy_reviews',
  {
    id: identity(),
    selection: jsonb().$type<Selection>().notNull(),
    reason: text().notNull(),
    startedBy: ref()
      .notNull()
      .references(() => people.id),
    startedAt: moment().notNull(),
    /** Reviews that it opened. */
    opened: integer().notNull().default(0),
    /** Chosen clients of which a review was under way. */
    skipped: integer().notNull().default(0),
  },
  (table) => [
    isObject('policy_reviews_selection', table.selection),
    check('policy_reviews_reason', sql`${table.reason} ~ '[^[:space:]]'`),
    // Lets a review prove by foreign key who has no say in it.
    unique('policy_reviews_starter').on(table.id, table.startedBy),
  ],
)
