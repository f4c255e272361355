import { sql } from 'drizzle-orm'
import { date, index, pgTable, primaryKey, smallint } from 'drizzle-orm/pg-core'
import { moment, ref } from '../columns.ts'
import { people } from './people.ts'

/** Who is to get a day's one message with everything they are reminded of. */
export const digests = pgTable(
  'digests',
  {
    personId: ref()
      .notNull()
      .references(() => people.id),
    on: date().notNull(),
    /** Null until every reminder of the day is claimed. */
    queuedAt: moment(),
    /** 2 and more where something came after the day's message was queued. */
    times: smallint().notNull().default(1),
  },
  (table) => [
    primaryKey({ columns: [table.personId, table.on] }),
    // Serves: what is still to be queued.
    index('digests_waiting').on(table.on).where(sql`${table.queuedAt} is null`),
  ],
)
