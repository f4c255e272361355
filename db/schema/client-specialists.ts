import { sql } from 'drizzle-orm'
import { check, date, index, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { identity, moment, ref } from '../columns.ts'
import { clients } from './clients.ts'
import { people } from './people.ts'

/** Who was named a specialist in a client's team, for what and until when (Art. 14). */
export const clientSpecialists = pgTable(
  'client_specialists',
  {
    id: identity(),
    clientId: ref()
      .notNull()
      .references(() => clients.id),
    personId: ref()
      .notNull()
      .references(() => people.id),
    /** What the specialist is there for. */
    purpose: text().notNull(),
    /** The last day; null where none was set. */
    until: date(),
    namedAt: moment().notNull(),
    namedBy: ref()
      .notNull()
      .references(() => people.id),
    namedInNameOf: ref()
      .notNull()
      .references(() => people.id),
    endedAt: moment(),
    /** Null where it followed from something else: the last day is over, the person left the bank, the client exited. */
    endedBy: ref().references(() => people.id),
    endReason: text(),
  },
  (table) => [
    // A person is named once at a time for a client.
    uniqueIndex('client_specialists_once').on(table.clientId, table.personId).where(sql`${table.endedAt} is null`),
    check('client_specialists_purpose', sql`${table.purpose} ~ '[^[:space:]]'`),
    check(
      'client_specialists_not_oneself',
      sql`${table.personId} <> ${table.namedBy} and ${table.personId} <> ${table.namedInNameOf}`,
    ),
    check(
      'client_specialists_ended',
      sql`${table.endedBy} is null or (${table.endedAt} is not null and coalesce(${table.endReason}, '') ~ '[^[:space:]]')`,
    ),
    // Serves: the teams that change with a person.
    index('client_specialists_person').on(table.personId).where(sql`${table.endedAt} is null`),
    // Serves: whose last day is over.
    index('client_specialists_until').on(table.until).where(sql`${table.endedAt} is null`),
  ],
)
