import { sql } from 'drizzle-orm'
import { check, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'
import type { Position } from '../../src/domain/organisation/position.ts'
import { skipReasons, stepStates } from '../../src/domain/recommendation/recommendation.ts'
import { stepKinds } from '../../src/domain/recommendation/routes.ts'
import { isObject, moment, oneOf, ref } from '../columns.ts'
import { recommendations } from './recommendations.ts'
import { units } from './units.ts'

/** The steps of each round as the policy stood when it began; who may take them is kept, so a later policy changes nothing. */
export const recommendationSteps = pgTable(
  'recommendation_steps',
  {
    recommendationId: ref()
      .notNull()
      .references(() => recommendations.id),
    round: integer().notNull(),
    no: integer().notNull(),
    kind: text({ enum: stepKinds }).notNull(),
    unitId: ref()
      .notNull()
      .references(() => units.id),
    /** Empty means nobody (B04). */
    takenBy: jsonb().$type<{ positions: Position[] }>().notNull(),
    state: text({ enum: stepStates }).notNull(),
    skipReason: text({ enum: skipReasons }),
    openedAt: moment(),
    /** Since when nobody can be asked to take it, while it is open. */
    emptySince: moment(),
    /** Whose it was planned to be, where it went up because nobody held that post. */
    raisedFrom: jsonb().$type<{ unitId: number; positions: Position[] }>(),
  },
  (table) => [
    primaryKey({ columns: [table.recommendationId, table.round, table.no] }),
    oneOf('recommendation_steps_kind', table.kind, stepKinds),
    oneOf('recommendation_steps_state', table.state, stepStates),
    oneOf('recommendation_steps_skip_reason', table.skipReason, skipReasons),
    isObject('recommendation_steps_taken_by', table.takenBy),
    check('recommendation_steps_skipped', sql`(${table.state} = 'skipped') = (${table.skipReason} is not null)`),
    // At most one step waits for somebody.
    uniqueIndex('recommendation_steps_open').on(table.recommendationId).where(sql`${table.state} = 'open'`),
    // Serves: what nobody can be asked to take.
    index('recommendation_steps_empty')
      .on(table.emptySince)
      .where(sql`${table.state} = 'open' and ${table.emptySince} is not null`),
    // Serves: what waits in this unit.
    index('recommendation_steps_waiting').on(table.unitId).where(sql`${table.state} = 'open'`),
  ],
)
