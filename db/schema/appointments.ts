import { sql } from 'drizzle-orm'
import { check, date, index, pgTable, text, unique } from 'drizzle-orm/pg-core'
import { positions } from '../../src/domain/organisation/position.ts'
import { identity, oneOf, ref } from '../columns.ts'
import { people } from './people.ts'
import { units } from './units.ts'

/** Who holds which post where, from a day to the day before another. */
export const appointments = pgTable(
  'appointments',
  {
    id: identity(),
    personId: ref()
      .notNull()
      .references(() => people.id),
    unitId: ref()
      .notNull()
      .references(() => units.id),
    position: text({ enum: positions }).notNull(),
    from: date().notNull(),
    /** First day on which the post is no longer held; null while it is. */
    to: date(),
  },
  (table) => [
    oneOf('appointments_position', table.position, positions),
    check('appointments_period', sql`${table.to} is null or ${table.to} >= ${table.from}`),
    unique('appointments_once').on(table.personId, table.unitId, table.position, table.from),
    // Serves: who holds this post in this unit.
    index('appointments_post').on(table.unitId, table.position),
  ],
)
