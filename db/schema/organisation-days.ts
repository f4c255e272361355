import { date, pgTable } from 'drizzle-orm/pg-core'

/** Days of the bank whose beginning was seen: posts that begin or end by date are followed once a day, missed days too. */
export const organisationDays = pgTable('organisation_days', { day: date().primaryKey() })
