import { jsonb, pgTable, primaryKey } from 'drizzle-orm/pg-core'
import type { RegisterEntry } from '../../src/domain/register/register.ts'
import { isObject, ref } from '../columns.ts'
import { clients } from './clients.ts'
import { registerFilings } from './register-filings.ts'

/** The clients of a filed register as they were then. Append-only: a trigger refuses UPDATE, DELETE and TRUNCATE. */
export const registerEntries = pgTable(
  'register_entries',
  {
    filingId: ref()
      .notNull()
      .references(() => registerFilings.id),
    clientId: ref()
      .notNull()
      .references(() => clients.id),
    entry: jsonb().$type<RegisterEntry>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.filingId, table.clientId] }),
    isObject('register_entries_entry', table.entry),
  ],
)
