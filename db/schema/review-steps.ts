import { sql } from 'drizzle-orm'
import { check, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'
import type { Position } from '../../src/domain/organisation/position.ts'
import { reviewSkipReasons, reviewStepKinds, reviewStepStates } from '../../src/domain/review/review.ts'
import { isObject, moment, oneOf, ref } from '../columns.ts'
import { reviews } from './reviews.ts'
import { units } from './units.ts'

/** The steps of each round as the settings stood when the review was opened. */
export const reviewSteps = pgTable(
  'review_steps',
  {
    reviewId: ref()
      .notNull()
      .references(() => reviews.id),
    round: integer().notNull(),
    no: integer().notNull(),
    kind: text({ enum: reviewStepKinds }).notNull(),
    unitId: ref()
      .notNull()
      .references(() => units.id),
    /** Empty means nobody (B04). */
    takenBy: jsonb().$type<{ positions: Position[] }>().notNull(),
    state: text({ enum: reviewStepStates }).notNull(),
    skipReason: text({ enum: reviewSkipReasons }),
    openedAt: moment(),
    /** Since when nobody can be asked to take it, while it is open. */
    emptySince: moment(),
    /** Whose it was planned to be, where it went up because nobody held that post. */
    raisedFrom: jsonb().$type<{ unitId: number; positions: Position[] }>(),
  },
  (table) => [
    primaryKey({ columns: [table.reviewId, table.round, table.no] }),
    oneOf('review_steps_kind', table.kind, reviewStepKinds),
    oneOf('review_steps_state', table.state, reviewStepStates),
    oneOf('review_steps_skip_reason', table.skipReason, reviewSkipReasons),
    isObject('review_steps_taken_by', table.takenBy),
    check('review_steps_skipped', sql`(${table.state} = 'skipped') = (${table.skipReason} is not null)`),
    // At most one step waits for somebody.
    uniqueIndex('review_steps_open').on(table.reviewId).where(sql`${table.state} = 'open'`),
    // Serves: what nobody can be asked to take.
    index('review_steps_empty')
      .on(table.emptySince)
      .where(sql`${table.state} = 'open' and ${table.emptySince} is not null`),
    // Serves: what waits in this unit.
    index('review_steps_waiting').on(table.unitId).where(sql`${table.state} = 'open'`),
  ],
)
