import { date, integer, pgTable } from 'drizzle-orm/pg-core'
import { moment } from '../columns.ts'

/** Days of the bank on which the workspace's directory was asked for, and what came of it. */
export const directoryReads = pgTable('directory_reads', {
  day: date().primaryKey(),
  /** The last that was read to its end and followed; null = none yet. */
  followedAt: moment(),
  /** Accounts it named. */
  accounts: integer(),
  /** When one was first doubted: the administrators were told. */
  doubtedAt: moment(),
})
