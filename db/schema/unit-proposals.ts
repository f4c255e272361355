import { sql } from 'drizzle-orm'
import { boolean, check, index, pgTable, text, unique, uniqueIndex } from 'drizzle-orm/pg-core'
import { unitAims, unitProposalStates } from '../../src/domain/team/unit-proposal.ts'
import { identity, moment, oneOf, ref } from '../columns.ts'
import { clients } from './clients.ts'
import { people } from './people.ts'
import { policyVersions } from './policy-versions.ts'
import { units } from './units.ts'

/** Proposals that a unit co-operate or lead which take the consent of others (Art. 11). */
export const unitProposals = pgTable(
  'unit_proposals',
  {
    id: identity(),
    clientId: ref()
      .notNull()
      .references(() => clients.id),
    aim: text({ enum: unitAims }).notNull(),
    state: text({ enum: unitProposalStates }).notNull().default('open'),
    /** Who led when it was proposed. */
    fromUnitId: ref()
      .notNull()
      .references(() => units.id),
    unitId: ref()
      .notNull()
      .references(() => units.id),
    /** Whether the old lead unit goes on as a co-operating one. */
    keepsOld: boolean().notNull().default(false),
    reason: text().notNull(),
    proposedBy: ref()
      .notNull()
      .references(() => people.id),
    proposedInNameOf: ref()
      .notNull()
      .references(() => people.id),
    proposedAt: moment().notNull(),
    policyVersionId: ref()
      .notNull()
      .references(() => policyVersions.id),
    closedAt: moment(),
  },
  (table) => [
    oneOf('unit_proposals_aim', table.aim, unitAims),
    oneOf('unit_proposals_state', table.state, unitProposalStates),
    check('unit_proposals_reason', sql`${table.reason} ~ '[^[:space:]]'`),
    check('unit_proposals_closed', sql`(${table.state} = 'open') = (${table.closedAt} is null)`),
    check('unit_proposals_other', sql`${table.unitId} <> ${table.fromUnitId}`),
    // One change of lead of a client at a time, and one proposal that a unit co-operate.
    uniqueIndex('unit_proposals_lead').on(table.clientId).where(sql`${table.state} = 'open' and ${table.aim} = 'lead'`),
    uniqueIndex('unit_proposals_cooperate')
      .on(table.clientId, table.unitId)
      .where(sql`${table.state} = 'open' and ${table.aim} = 'cooperate'`),
    index('unit_proposals_client').on(table.clientId),
    // Serves: what the organisation may have overtaken.
    index('unit_proposals_open').on(table.id).where(sql`${table.state} = 'open'`),
    // Lets what is said prove by foreign key who proposed.
    unique('unit_proposals_proposer').on(table.id, table.proposedBy),
  ],
)
