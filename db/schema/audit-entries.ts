import { index, jsonb, pgTable, text } from 'drizzle-orm/pg-core'
import { identity, moment, oneOf, ref } from '../columns.ts'
import { people } from './people.ts'

/** Where a change came from. */
export const auditSources = ['card', 'form', 'command', 'home', 'job', 'import', 'slack', 'operator'] as const

/** Who changed what, in whose name, from where. Append-only: a trigger refuses UPDATE, DELETE and TRUNCATE. */
export const auditEntries = pgTable(
  'audit_entries',
  {
    id: identity(),
    at: moment().notNull(),
    /** Null where the program itself acted. */
    personId: ref().references(() => people.id),
    /** The absent person where a deputy acted. */
    inNameOf: ref().references(() => people.id),
    /** Slack account the act came from, where it did. */
    slackUserId: text(),
    source: text({ enum: auditSources }).notNull(),
    action: text().notNull(),
    subjectKind: text().notNull(),
    subjectId: ref(),
    article: text(),
    before: jsonb().$type<Record<string, unknown>>(),
    after: jsonb().$type<Record<string, unknown>>(),
  },
  (table) => [
    oneOf('audit_entries_source', table.source, auditSources),
    // Serves: the story of one recommendation or client.
    index('audit_entries_subject').on(table.subjectKind, table.subjectId, table.id),
  ],
)
