import { sql } from 'drizzle-orm'
import { check, date, foreignKey, index, integer, jsonb, pgTable, text, unique, uniqueIndex } from 'drizzle-orm/pg-core'
import { categories, tiers } from '../../src/domain/client/category.ts'
import type { CriteriaValues } from '../../src/domain/criteria/criteria.ts'
import { outcomes, reviewCauses, reviewStates } from '../../src/domain/review/review.ts'
import { identity, isObject, moment, oneOf, ref } from '../columns.ts'
import { clients } from './clients.ts'
import { criteriaVersions } from './criteria-versions.ts'
import { people } from './people.ts'
import { policyReviews } from './policy-reviews.ts'
import { policyVersions } from './policy-versions.ts'

/** Exit reviews (Art. 13) from cause to outcome; they keep the criteria and the settings they were opened under. */
export const reviews = pgTable(
  'reviews',
  {
    id: identity(),
    clientId: ref()
      .notNull()
      .references(() => clients.id),
    /** The client's tier when it was opened: whose decision it is. */
    tier: text({ enum: tiers }).notNull(),
    state: text({ enum: reviewStates }).notNull().default('open'),
    /** A decision that head office sends back begins another. */
    round: integer().notNull().default(1),
    cause: text({ enum: reviewCauses }).notNull(),
    /** Null where its date opened it. */
    submittedBy: ref().references(() => people.id),
    /** What whoever asked for it says; null where its date did. */
    evidence: text(),
    /** The date it was opened for, where its date opened it. */
    dueOn: date(),
    criteriaVersionId: ref().references(() => criteriaVersions.id),
    criteriaValues: jsonb().$type<CriteriaValues>().notNull().default({}),
    policyVersionId: ref()
      .notNull()
      .references(() => policyVersions.id),
    /** The act by which it was opened with others. */
    policyReviewId: ref(),
    openedAt: moment().notNull(),
    closedAt: moment(),
    outcome: text({ enum: outcomes }),
    /** What a downgraded client becomes in its lead branch's register. */
    category: text({ enum: categories }),
    nextReviewOn: date(),
  },
  (table) => [
    oneOf('reviews_tier', table.tier, tiers),
    oneOf('reviews_state', table.state, reviewStates),
    oneOf('reviews_cause', table.cause, reviewCauses),
    oneOf('reviews_outcome', table.outcome, outcomes),
    oneOf('reviews_category', table.category, categories),
    isObject('reviews_criteria_values', table.criteriaValues),
    check('reviews_decided', sql`(${table.state} = 'decided') = (${table.outcome} is not null)`),
    check(
      'reviews_asked_for',
      sql`${table.cause} not in ('asked_for', 'policy') or (${table.submittedBy} is not null and coalesce(${table.evidence}, '') ~ '[^[:space:]]')`,
    ),
    check('reviews_policy', sql`(${table.cause} = 'policy') = (${table.policyReviewId} is not null)`),
    // Whoever started the act has no say in its reviews.
    foreignKey({
      name: 'reviews_policy_review',
      columns: [table.policyReviewId, table.submittedBy],
      foreignColumns: [policyReviews.id, policyReviews.startedBy],
    }),
    // One review of a client at a time, and one for each date it falls due.
    uniqueIndex('reviews_open').on(table.clientId).where(sql`${table.state} = 'open'`),
    uniqueIndex('reviews_due').on(table.clientId, table.dueOn),
    index('reviews_client').on(table.clientId),
    // Serves: how far a policy review has come.
    index('reviews_of_policy').on(table.policyReviewId).where(sql`${table.policyReviewId} is not null`),
    // Lets what is said prove by foreign key who asked for the review.
    unique('reviews_submitter').on(table.id, table.submittedBy),
  ],
)
