import { sql } from 'drizzle-orm'
import { type AnyPgColumn, check, integer, pgTable, text, unique, uniqueIndex } from 'drizzle-orm/pg-core'
import { filingStates } from '../../src/domain/register/filing.ts'
import { identity, moment, oneOf, ref } from '../columns.ts'
import { people } from './people.ts'
import { units } from './units.ts'

/** Versions of a branch's register as filed with the corporate department (Art. 10(3)); their clients are in `register_entries`. */
export const registerFilings = pgTable(
  'register_filings',
  {
    id: identity(),
    branchId: ref()
      .notNull()
      .references(() => units.id),
    /** From 1, a branch. */
    version: integer().notNull(),
    state: text({ enum: filingStates }).notNull().default('filed'),
    /** The last one that stood before it: what was added, changed and removed is told against it. Null for a first one. */
    baseId: ref().references((): AnyPgColumn => registerFilings.id),
    /** The one that was sent back and whose question `answer` answers. */
    answersId: ref().references((): AnyPgColumn => registerFilings.id),
    answer: text(),
    clients: integer().notNull(),
    added: integer().notNull(),
    changed: integer().notNull(),
    removed: integer().notNull(),
    filedBy: ref()
      .notNull()
      .references(() => people.id),
    /** The absent person whose deputy filed, else the same person. */
    filedInNameOf: ref()
      .notNull()
      .references(() => people.id),
    filedAt: moment().notNull(),
    /** Why it was sent back. */
    question: text(),
    decidedBy: ref().references(() => people.id),
    decidedInNameOf: ref().references(() => people.id),
    decidedAt: moment(),
  },
  (table) => [
    unique('register_filings_version').on(table.branchId, table.version),
    oneOf('register_filings_state', table.state, filingStates),
    check(
      'register_filings_decided',
      sql`(${table.state} in ('acknowledged', 'sent_back')) = (num_nonnulls(${table.decidedBy}, ${table.decidedInNameOf}, ${table.decidedAt}) = 3)`,
    ),
    check(
      'register_filings_question',
      sql`(${table.state} = 'sent_back') = (coalesce(${table.question}, '') ~ '[^[:space:]]')`,
    ),
    check('register_filings_answer', sql`(${table.answersId} is null) = (${table.answer} is null)`),
    // Nobody acknowledges what they filed, in whosever name.
    check(
      'register_filings_not_own',
      sql`${table.decidedBy} is null or (${table.decidedBy} not in (${table.filedBy}, ${table.filedInNameOf}) and ${table.decidedInNameOf} not in (${table.filedBy}, ${table.filedInNameOf}))`,
    ),
    // One filing of a branch waits at a time.
    uniqueIndex('register_filings_waiting').on(table.branchId).where(sql`${table.state} = 'filed'`),
  ],
)
