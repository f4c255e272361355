import { jsonb, pgTable, text } from 'drizzle-orm/pg-core'
import type { Policy } from '../../src/policy.ts'
import { identity, isObject, moment, ref } from '../columns.ts'
import { people } from './people.ts'

/** The bank's settings, version after version; the newest holds, running recommendations keep theirs. */
export const policyVersions = pgTable(
  'policy_versions',
  {
    id: identity(),
    document: jsonb().$type<Policy>().notNull(),
    publishedAt: moment().notNull(),
    /** Null for the version the program ships. */
    publishedBy: ref().references(() => people.id),
    reason: text().notNull(),
  },
  (table) => [isObject('policy_versions_document', table.document)],
)
