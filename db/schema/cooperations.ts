import { sql } from 'drizzle-orm'
import { check, index, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { identity, moment, ref } from '../columns.ts'
import { clients } from './clients.ts'
import { people } from './people.ts'
import { unitProposals } from './unit-proposals.ts'
import { units } from './units.ts'

/** Which unit co-operates in a client's service, from when to when (Art. 11). */
export const cooperations = pgTable(
  'cooperations',
  {
    id: identity(),
    clientId: ref()
      .notNull()
      .references(() => clients.id),
    unitId: ref()
      .notNull()
      .references(() => units.id),
    begunAt: moment().notNull(),
    begunBy: ref()
      .notNull()
      .references(() => people.id),
    begunInNameOf: ref()
      .notNull()
      .references(() => people.id),
    /** The proposal that it came of, where it took the consent of others. */
    proposalId: ref().references(() => unitProposals.id),
    endedAt: moment(),
    /** Null where it followed from something else: the client's exit, a merger, the unit's own lead. */
    endedBy: ref().references(() => people.id),
    endReason: text(),
  },
  (table) => [
    // A unit co-operates once at a time.
    uniqueIndex('cooperations_once').on(table.clientId, table.unitId).where(sql`${table.endedAt} is null`),
    check(
      'cooperations_ended',
      sql`${table.endedBy} is null or (${table.endedAt} is not null and coalesce(${table.endReason}, '') ~ '[^[:space:]]')`,
    ),
    // Serves: whose teams a unit's people sit in.
    index('cooperations_unit').on(table.unitId).where(sql`${table.endedAt} is null`),
  ],
)
