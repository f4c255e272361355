import { sql } from 'drizzle-orm'
import { check, foreignKey, index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import type { Position } from '../../src/domain/organisation/position.ts'
import { unitConsentKinds, unitConsentStates } from '../../src/domain/team/unit-proposal.ts'
import { isObject, moment, oneOf, ref } from '../columns.ts'
import { people } from './people.ts'
import { unitProposals } from './unit-proposals.ts'
import { units } from './units.ts'

/** The consents that a proposal takes, in any order; never by whoever proposed it, nor two by one person. */
export const unitConsents = pgTable(
  'unit_consents',
  {
    proposalId: ref().notNull(),
    no: integer().notNull(),
    kind: text({ enum: unitConsentKinds }).notNull(),
    unitId: ref()
      .notNull()
      .references(() => units.id),
    /** Empty means nobody (B04). */
    takenBy: jsonb().$type<{ positions: Position[] }>().notNull(),
    state: text({ enum: unitConsentStates }).notNull().default('open'),
    openedAt: moment().notNull(),
    /** Since when nobody can be asked for it, while it is open. */
    emptySince: moment(),
    /** Whose it was planned to be, where it went up because nobody held that post. */
    raisedFrom: jsonb().$type<{ unitId: number; positions: Position[] }>(),
    /** As in the proposal. */
    proposedBy: ref().notNull(),
    decidedBy: ref().references(() => people.id),
    /** The absent person whose deputy decided, else the same person. */
    inNameOf: ref().references(() => people.id),
    reason: text(),
    decidedAt: moment(),
  },
  (table) => [
    primaryKey({ columns: [table.proposalId, table.no] }),
    foreignKey({
      name: 'unit_consents_proposer',
      columns: [table.proposalId, table.proposedBy],
      foreignColumns: [unitProposals.id, unitProposals.proposedBy],
    }),
    oneOf('unit_consents_kind', table.kind, unitConsentKinds),
    oneOf('unit_consents_state', table.state, unitConsentStates),
    isObject('unit_consents_taken_by', table.takenBy),
    check(
      'unit_consents_said',
      sql`(${table.state} in ('given', 'refused')) = (${table.decidedBy} is not null and ${table.inNameOf} is not null and ${table.decidedAt} is not null)`,
    ),
    check(
      'unit_consents_not_own',
      sql`${table.decidedBy} is null or (${table.decidedBy} <> ${table.proposedBy} and ${table.inNameOf} <> ${table.proposedBy})`,
    ),
    check('unit_consents_reason', sql`${table.state} <> 'refused' or coalesce(${table.reason}, '') ~ '[^[:space:]]'`),
    // Serves: what nobody can be asked for.
    index('unit_consents_empty')
      .on(table.emptySince)
      .where(sql`${table.state} = 'open' and ${table.emptySince} is not null`),
    // Serves: what waits in this unit.
    index('unit_consents_waiting').on(table.unitId).where(sql`${table.state} = 'open'`),
  ],
)
