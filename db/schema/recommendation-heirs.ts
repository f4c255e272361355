import { pgTable, primaryKey } from 'drizzle-orm/pg-core'
import { moment, ref } from '../columns.ts'
import { people } from './people.ts'
import { recommendations } from './recommendations.ts'

/** Who was told that somebody left a recommendation behind, so that each is told once. */
export const recommendationHeirs = pgTable(
  'recommendation_heirs',
  {
    recommendationId: ref()
      .notNull()
      .references(() => recommendations.id),
    /** Who left it behind. */
    leftBy: ref()
      .notNull()
      .references(() => people.id),
    personId: ref()
      .notNull()
      .references(() => people.id),
    toldAt: moment().notNull(),
  },
  (table) => [primaryKey({ columns: [table.recommendationId, table.leftBy, table.personId] })],
)
