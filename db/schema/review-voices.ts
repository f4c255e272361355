import { sql } from 'drizzle-orm'
import { check, date, foreignKey, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { categories } from '../../src/domain/client/category.ts'
import { reviewStepKinds, reviewVerdicts } from '../../src/domain/review/review.ts'
import { moment, oneOf, ref } from '../columns.ts'
import { people } from './people.ts'
import { reviewSteps } from './review-steps.ts'
import { reviews } from './reviews.ts'

/** Opinions and decisions of reviews: one a step and round, never by whoever asked for the review. */
export const reviewVoices = pgTable(
  'review_voices',
  {
    reviewId: ref().notNull(),
    round: integer().notNull(),
    stepNo: integer().notNull(),
    stepKind: text({ enum: reviewStepKinds }).notNull(),
    verdict: text({ enum: reviewVerdicts }).notNull(),
    /** For `retain` it is the plan. */
    reason: text(),
    category: text({ enum: categories }),
    nextReviewOn: date(),
    decidedBy: ref()
      .notNull()
      .references(() => people.id),
    /** The absent person whose deputy decided, else the same person. */
    inNameOf: ref()
      .notNull()
      .references(() => people.id),
    /** As in the review; null where its date opened it. */
    submittedBy: ref(),
    decidedAt: moment().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.reviewId, table.round, table.stepNo] }),
    foreignKey({
      name: 'review_voices_step',
      columns: [table.reviewId, table.round, table.stepNo],
      foreignColumns: [reviewSteps.reviewId, reviewSteps.round, reviewSteps.no],
    }),
    foreignKey({
      name: 'review_voices_submitter',
      columns: [table.reviewId, table.submittedBy],
      foreignColumns: [reviews.id, reviews.submittedBy],
    }),
    oneOf('review_voices_step_kind', table.stepKind, reviewStepKinds),
    oneOf('review_voices_verdict', table.verdict, reviewVerdicts),
    check(
      'review_voices_not_own',
      sql`${table.submittedBy} is null or (${table.decidedBy} <> ${table.submittedBy} and ${table.inNameOf} <> ${table.submittedBy})`,
    ),
    check(
      'review_voices_reason',
      sql`(${table.stepKind} = 'head_office_confirms' and ${table.verdict} <> 'returned') or coalesce(${table.reason}, '') ~ '[^[:space:]]'`,
    ),
  ],
)
