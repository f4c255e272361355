import { pgTable, text } from 'drizzle-orm/pg-core'
import { moment } from '../columns.ts'

/** What all processes together have used of Slack's rates: a row a workspace and method, and for messages a row a channel. */
export const callBudgets = pgTable('call_budgets', {
  key: text().primaryKey(),
  /** When the calls granted so far will all have had their share of time: the further ahead, the more was used. */
  usedUntil: moment().notNull(),
  /** No call before this: Slack's Retry-After. */
  blockedUntil: moment(),
})
