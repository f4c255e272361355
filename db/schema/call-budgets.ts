import { doublePrecision, pgTable, text } from 'drizzle-orm/pg-core'
import { moment } from '../columns.ts'

/** What all processes together have used of Slack's rates: a row a workspace and method, and for messages a row a channel. */
export const callBudgets = pgTable('call_budgets', {
  key: text().primaryKey(),
  /** When the calls granted so far will all have had their share of time: the further ahead, the more was used. */
  usedUntil: moment().notNull(),
  /** No call before this: Slack's Retry-After. It stays when it is over, until a probe has come through. */
  blockedUntil: moment(),
  /** After a Retry-After one call is out as a probe, and whoever made it has until this moment to say what came of it. */
  probeUntil: moment(),
  /** The rate, for whoever looks for turns without knowing methods: ms a call, null = no figure. */
  everyMs: doublePrecision(),
  /** How far ahead, in ms, those that may not wait and those that may can be: their bursts. */
  aheadMs: doublePrecision().notNull().default(0),
  backgroundAheadMs: doublePrecision().notNull().default(0),
})
