import { boolean, integer, pgTable, text, unique } from 'drizzle-orm/pg-core'
import { identity, moment, ref } from '../columns.ts'
import { people } from './people.ts'
import { unitProposals } from './unit-proposals.ts'

/** Each copy of a proposal's card that people hold; all of them are redrawn whole from the record. */
export const unitProposalCards = pgTable(
  'unit_proposal_cards',
  {
    id: identity(),
    proposalId: ref()
      .notNull()
      .references(() => unitProposals.id),
    /** Which consent it asks for; 0 on the copy of whoever proposed. */
    consentNo: integer().notNull(),
    personId: ref()
      .notNull()
      .references(() => people.id),
    /** False = the consent is somebody else's to give now, or it is a copy to see only. */
    asked: boolean().notNull().default(true),
    /** Where Slack put it; null until it is there. */
    channelId: text(),
    ts: text(),
    postedAt: moment(),
  },
  (table) => [unique('unit_proposal_cards_once').on(table.proposalId, table.consentNo, table.personId)],
)
