import { pgTable } from 'drizzle-orm/pg-core'
import { ref } from '../columns.ts'

/**
 * Clients whose names still want their sounds: a row of its own, as a mark in `client_search` would write all of that table's
 * indexes a second time.
 */
export const clientUnspoken = pgTable('client_unspoken', {
  /** No foreign key: the trigger that writes the row also takes it away. */
  clientId: ref().primaryKey(),
})
