import { sql } from 'drizzle-orm'
import { check, date, foreignKey, index, integer, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { categories, tiers } from '../../src/domain/client/category.ts'
import { graceStates, undoableOutcomes } from '../../src/domain/review/grace.ts'
import { moment, oneOf, ref } from '../columns.ts'
import { clients } from './clients.ts'
import { people } from './people.ts'
import { recommendations } from './recommendations.ts'
import { reviewVoices } from './review-voices.ts'

/**
 * How long an exit or a downgrade can be undone, and what the client was before: until then its team sits and its channel
 * stays as before (Art. 13). A round of a review has at most one.
 */
export const reviewGraces = pgTable(
  'review_graces',
  {
    reviewId: ref().notNull(),
    round: integer().notNull(),
    /** The step whose word carried the outcome out. */
    stepNo: integer().notNull(),
    clientId: ref()
      .notNull()
      .references(() => clients.id),
    outcome: text({ enum: undoableOutcomes }).notNull(),
    state: text({ enum: graceStates }).notNull().default('running'),
    begunAt: moment().notNull(),
    /** Held against the database's clock, which is the same for all processes. */
    dueAt: moment().notNull(),
    formerTier: text({ enum: tiers }).notNull(),
    formerCategory: text({ enum: categories }).notNull(),
    formerDesignatedAt: moment().notNull(),
    formerNextReviewOn: date(),
    formerReviewAnchor: date(),
    /** The recommendation that the exit withdrew; it stays so where the exit is undone. */
    stoppedRecommendationId: ref().references(() => recommendations.id),
    /** Whose outcome it is: who may undo it. */
    inNameOf: ref()
      .notNull()
      .references(() => people.id),
    undoneBy: ref().references(() => people.id),
    undoneInNameOf: ref().references(() => people.id),
    undoneAt: moment(),
    undoReason: text(),
  },
  (table) => [
    primaryKey({ columns: [table.reviewId, table.round] }),
    foreignKey({
      name: 'review_graces_voice',
      columns: [table.reviewId, table.round, table.stepNo],
      foreignColumns: [reviewVoices.reviewId, reviewVoices.round, reviewVoices.stepNo],
    }),
    oneOf('review_graces_outcome', table.outcome, undoableOutcomes),
    oneOf('review_graces_state', table.state, graceStates),
    oneOf('review_graces_former_tier', table.formerTier, tiers),
    oneOf('review_graces_former_category', table.formerCategory, categories),
    check(
      'review_graces_undone',
      sql`(${table.state} = 'undone') = (${table.undoneBy} is not null and ${table.undoneInNameOf} is not null and ${table.undoneAt} is not null and coalesce(${table.undoReason}, '') ~ '[^[:space:]]')`,
    ),
    check('review_graces_in_time', sql`${table.undoneAt} < ${table.dueAt}`),
    check('review_graces_own', sql`${table.undoneInNameOf} = ${table.inNameOf}`),
    // One at a time: the team sits by it.
    uniqueIndex('review_graces_running').on(table.clientId).where(sql`${table.state} = 'running'`),
    // Serves: whose time is over.
    index('review_graces_due').on(table.dueAt).where(sql`${table.state} = 'running'`),
  ],
)
