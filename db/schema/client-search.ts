import { index, pgTable, text } from 'drizzle-orm/pg-core'
import { ref } from '../columns.ts'

/** What a client is found by from within: kept by a trigger, except for how names sound. */
export const clientSearch = pgTable(
  'client_search',
  {
    /** No foreign key: the trigger that writes the row also takes it away. */
    clientId: ref().primaryKey(),
    /** All keys, a line each: what was typed stands in it. The index for likeness (pg_trgm) is on it. */
    keys: text().notNull(),
    /**
     * Each two signs that follow one another in a key, and each four letters or digits; all of them once more with a star in front for
     * strategic clients, who come first.
     */
    pairs: text().array().notNull(),
  },
  (table) => [
    // Serves: clients in whose keys what was typed stands.
    index('client_search_pairs').using('gin', table.pairs),
  ],
)
