import { sql } from 'drizzle-orm'
import { check, foreignKey, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { verdicts } from '../../src/domain/recommendation/recommendation.ts'
import { stepKinds } from '../../src/domain/recommendation/routes.ts'
import { moment, oneOf, ref } from '../columns.ts'
import { people } from './people.ts'
import { recommendationSteps } from './recommendation-steps.ts'
import { recommendations } from './recommendations.ts'

/**
 * One decision a step and round, and the guideline's "always" as constraints: nobody decides what they submitted. That
 * nobody takes two steps of one recommendation is an exclusion constraint, in a hand-written migration.
 */
export const recommendationDecisions = pgTable(
  'recommendation_decisions',
  {
    recommendationId: ref().notNull(),
    round: integer().notNull(),
    stepNo: integer().notNull(),
    stepKind: text({ enum: stepKinds }).notNull(),
    verdict: text({ enum: verdicts }).notNull(),
    decidedBy: ref()
      .notNull()
      .references(() => people.id),
    /** The absent person whose deputy decided, else the same person. */
    inNameOf: ref()
      .notNull()
      .references(() => people.id),
    submittedBy: ref().notNull(),
    reason: text(),
    decidedAt: moment().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.recommendationId, table.round, table.stepNo] }),
    foreignKey({
      name: 'recommendation_decisions_step',
      columns: [table.recommendationId, table.round, table.stepNo],
      foreignColumns: [recommendationSteps.recommendationId, recommendationSteps.round, recommendationSteps.no],
    }),
    foreignKey({
      name: 'recommendation_decisions_submitter',
      columns: [table.recommendationId, table.submittedBy],
      foreignColumns: [recommendations.id, recommendations.submittedBy],
    }),
    oneOf('recommendation_decisions_step_kind', table.stepKind, stepKinds),
    oneOf('recommendation_decisions_verdict', table.verdict, verdicts),
    check(
      'recommendation_decisions_not_own',
      sql`${table.decidedBy} <> ${table.submittedBy} and ${table.inNameOf} <> ${table.submittedBy}`,
    ),
    check(
      'recommendation_decisions_reason',
      sql`${table.verdict} = 'approved' or coalesce(${table.reason}, '') ~ '[^[:space:]]'`,
    ),
    // Serves: what I decided.
    index('recommendation_decisions_by').on(table.decidedBy, table.decidedAt),
  ],
)
