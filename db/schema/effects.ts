import { sql } from 'drizzle-orm'
import { check, index, integer, jsonb, pgTable, smallint, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { identity, isObject, moment, oneOf } from '../columns.ts'

/**
 * Life of an outgoing effect: ready → sending → done, or dead when Slack refuses for good, or superseded when a younger
 * row with its merge key has taken its place.
 */
export const effectStates = ['ready', 'sending', 'done', 'dead', 'superseded'] as const

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
    /** 0 = answers to people, 1 = approvals, 2 = reminders and provisioning: who goes first where many wait. */
    priority: smallint().notNull().default(2),
    payload: jsonb().$type<Record<string, unknown>>().notNull(),
    /** Two waiting rows with one key are one: the latest state is drawn once. */
    mergeKey: text(),
    state: text({ enum: effectStates }).notNull().default('ready'),
    /** Failures that count towards the bound: not those in which Slack said when to come back, or was away. */
    attempts: integer().notNull().default(0),
    /** Not before this moment. */
    dueAt: moment().notNull(),
    /** The key of the budget whose turns it waits for, in a line with others; null = for its moment alone. */
    waitsFor: text(),
    /** Until when the claimer's right holds; another process takes over after it. */
    leaseUntil: moment(),
    /** Grows with each claim: who finishes with an old fence finishes nothing. */
    fence: integer().notNull().default(0),
    /** What an attempt that failed said; null until one has. */
    lastError: text(),
    /** Bounds by age what does not count as an attempt. */
    firstTriedAt: moment(),
    createdAt: moment().notNull(),
    finishedAt: moment(),
  },
  (table) => [
    oneOf('effects_state', table.state, effectStates),
    isObject('effects_payload', table.payload),
    check('effects_priority', sql`${table.priority} between 0 and 2`),
    uniqueIndex('effects_merge').on(table.mergeKey).where(sql`${table.state} = 'ready'`),
    // A lane's rows go one by one, whatever two claimers see: the second one's claim fails here and is asked again.
    uniqueIndex('effects_one_sending').on(table.lane).where(sql`${table.state} = 'sending'`),
    // Serves: who has waited longest, priority by priority.
    index('effects_due')
      .on(table.priority, table.dueAt, table.id)
      .where(sql`${table.state} = 'ready' and ${table.waitsFor} is null`),
    // Serves: which lines there are, and who stands first in each. Whatever their number, a claim passes over none of them.
    index('effects_lined')
      .on(table.waitsFor, table.priority, table.dueAt, table.id)
      .where(sql`${table.state} = 'ready' and ${table.waitsFor} is not null`),
    // Serves: whether a row is the head of its lane.
    index('effects_lane').on(table.lane, table.id).where(sql`${table.state} in ('ready', 'sending')`),
    // Serves: what may be cleared away.
    index('effects_ended').on(table.finishedAt).where(sql`${table.state} in ('done', 'superseded')`),
    // Serves: what was given up, for the administrator.
    index('effects_dead').on(table.id).where(sql`${table.state} = 'dead'`),
  ],
)
