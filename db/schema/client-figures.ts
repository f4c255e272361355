import { sql } from 'drizzle-orm'
import { boolean, check, date, index, numeric, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { criterionUnits } from '../../src/domain/criteria/criteria.ts'
import { identity, moment, oneOf, ref } from '../columns.ts'
import { clients } from './clients.ts'
import { people } from './people.ts'

/** Figures of clients, period by period. A corrected figure is another row: what was believed before stays. */
export const clientFigures = pgTable(
  'client_figures',
  {
    id: identity(),
    clientId: ref()
      .notNull()
      .references(() => clients.id),
    /** The key of a line of the criteria. */
    metric: text().notNull(),
    period: text().notNull(),
    periodEnd: date().notNull(),
    value: numeric({ mode: 'number' }).notNull(),
    /** As it was given; amounts of money are converted where they are compared. */
    unit: text({ enum: criterionUnits }).notNull(),
    /** Where it comes from, in the words of whoever entered it. */
    source: text().notNull(),
    /** Null where the operator imported it. */
    enteredBy: ref().references(() => people.id),
    enteredAt: moment().notNull(),
    /** Whether it is the client's newest of this metric: of the latest period, and the last word on it. */
    newest: boolean().notNull().default(false),
  },
  (table) => [
    oneOf('client_figures_unit', table.unit, criterionUnits),
    check('client_figures_source', sql`${table.source} ~ '[^[:space:]]'`),
    // Serves: a client's newest figures, and all clients' for a dry run.
    uniqueIndex('client_figures_newest').on(table.clientId, table.metric).where(sql`${table.newest}`),
    // Serves: a client's history of a metric, latest first.
    index('client_figures_history').on(table.clientId, table.metric, table.periodEnd, table.id),
  ],
)
