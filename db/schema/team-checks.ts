import { index, pgTable } from 'drizzle-orm/pg-core'
import { moment, ref } from '../columns.ts'
import { clients } from './clients.ts'

/** Clients whose team has to be held against the appointments of the day (Art. 14). */
export const teamChecks = pgTable(
  'team_checks',
  {
    clientId: ref()
      .primaryKey()
      .references(() => clients.id, { onDelete: 'cascade' }),
    askedAt: moment().notNull(),
  },
  // Serves: who has waited longest.
  (table) => [index('team_checks_asked').on(table.askedAt)],
)
