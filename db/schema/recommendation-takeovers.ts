import { sql } from 'drizzle-orm'
import { check, index, pgTable } from 'drizzle-orm/pg-core'
import { identity, moment, ref } from '../columns.ts'
import { people } from './people.ts'
import { recommendations } from './recommendations.ts'

/** Who took a recommendation over from whom, because that one had left; nobody of them decides on it. */
export const recommendationTakeovers = pgTable(
  'recommendation_takeovers',
  {
    id: identity(),
    recommendationId: ref()
      .notNull()
      .references(() => recommendations.id),
    /** Who answered for it until then. */
    fromId: ref()
      .notNull()
      .references(() => people.id),
    personId: ref()
      .notNull()
      .references(() => people.id),
    takenAt: moment().notNull(),
  },
  (table) => [
    check('recommendation_takeovers_other', sql`${table.fromId} <> ${table.personId}`),
    index('recommendation_takeovers_of').on(table.recommendationId),
  ],
)
