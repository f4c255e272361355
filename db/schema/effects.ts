import { sql } from 'drizzle-orm'
import { index, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { identity, isObject, moment, oneOf } from '../columns.ts'

/** Life of an outgoing effect: ready → sending → done, or dead when Slack refuses for good. */
export const effectStates = ['ready', 'sending', 'done', 'dead'] as const

/**
 * What must go out to Slack: rows written in the transaction that made them true. A lane is an order: its rows leave one by
 * one, oldest first (per client, and within it per person or channel).
 */
export const effects = pgTable(
  'effects',
  {
    id: identity(),
    lane: text().notNull(),
    kind: text().notNull(),
    payload: jsonb().$type<Record<string, unknown>>().notNull(),
    /** Two waiting rows with one key are one: the latest state is drawn once. */
    mergeKey: text(),
    state: text({ enum: effectStates }).notNull().default('ready'),
    attempts: integer().notNull().default(0),
    /** Not before this moment. */
    dueAt: moment().notNull(),
    /** Until when the claimer's right holds; another process takes over after it. */
    leaseUntil: moment(),
    /** Grows with each claim: who finishes with an old fence finishes nothing. */
    fence: integer().notNull().default(0),
    lastError: text(),
    createdAt: moment().notNull(),
    finishedAt: moment(),
  },
  (table) => [
    oneOf('effects_state', table.state, effectStates),
    isObject('effects_payload', table.payload),
    uniqueIndex('effects_merge').on(table.mergeKey).where(sql`${table.state} = 'ready'`),
    // Serves: the head of each lane.
    index('effects_lane').on(table.lane, table.id).where(sql`${table.state} in ('ready', 'sending')`),
    // Serves: what was given up, for the administrator.
    index('effects_dead').on(table.id).where(sql`${table.state} = 'dead'`),
  ],
)
