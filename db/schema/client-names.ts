import { boolean, index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { nameKinds } from '../../src/domain/client/search.ts'
import { oneOf, ref } from '../columns.ts'

/**
 * What a client is found by from its beginning: code and names as keys, which a trigger keeps in the transaction of the client
 * itself, and how they sound, which the program adds in it.
 */
export const clientNames = pgTable(
  'client_names',
  {
    /** No foreign key: the trigger that writes the row also takes it away, and checking each would double what it costs. */
    clientId: ref().notNull(),
    kind: text({ enum: nameKinds }).notNull(),
    key: text().notNull(),
    /** Pinyin and initials: they come after names. */
    sound: boolean().notNull(),
    /** Strategic clients come before the others. */
    strategic: boolean().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.clientId, table.kind, table.key] }),
    oneOf('client_names_kind', table.kind, nameKinds),
    // Serves: keys that are or begin with what was typed, in the order of the keys; alone, without the table.
    index('client_names_find').on(
      table.sound,
      table.strategic,
      table.key.op('text_pattern_ops'),
      table.kind,
      table.clientId,
    ),
  ],
)
