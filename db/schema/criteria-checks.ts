import { pgTable } from 'drizzle-orm/pg-core'
import { moment, ref } from '../columns.ts'
import { clients } from './clients.ts'

/** Clients whose figures or criteria have changed and who are still to be held against each other. */
export const criteriaChecks = pgTable('criteria_checks', {
  clientId: ref()
    .primaryKey()
    .references(() => clients.id),
  wantedAt: moment().notNull(),
})
