import { boolean, integer, pgTable, text, unique } from 'drizzle-orm/pg-core'
import { identity, moment, oneOf, ref } from '../columns.ts'
import { people } from './people.ts'
import { recommendations } from './recommendations.ts'

/** Whose copy of a recommendation's card is whose: a decider's, or the recommender's own. */
export const cardRoles = ['decider', 'recommender'] as const

/** Each copy of a card that people hold; all of them are redrawn whole from the record (B02). */
export const recommendationCards = pgTable(
  'recommendation_cards',
  {
    id: identity(),
    recommendationId: ref()
      .notNull()
      .references(() => recommendations.id),
    round: integer().notNull(),
    /** 0 on the recommender's own copy. */
    stepNo: integer().notNull(),
    personId: ref()
      .notNull()
      .references(() => people.id),
    role: text({ enum: cardRoles }).notNull(),
    /** False = the step is somebody else's to take now: the copy has no buttons any more. */
    asked: boolean().notNull().default(true),
    /** Where Slack put it; null until it is there. */
    channelId: text(),
    ts: text(),
    postedAt: moment(),
  },
  (table) => [
    oneOf('recommendation_cards_role', table.role, cardRoles),
    unique('recommendation_cards_once').on(table.recommendationId, table.round, table.stepNo, table.personId),
  ],
)
