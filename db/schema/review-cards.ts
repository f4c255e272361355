import { boolean, integer, pgTable, text, unique } from 'drizzle-orm/pg-core'
import { identity, moment, ref } from '../columns.ts'
import { people } from './people.ts'
import { reviews } from './reviews.ts'

/** Each copy of a review's card that people hold; all of them are redrawn whole from the record. */
export const reviewCards = pgTable(
  'review_cards',
  {
    id: identity(),
    reviewId: ref()
      .notNull()
      .references(() => reviews.id),
    round: integer().notNull(),
    /** 0 on the copy of whoever asked for the review. */
    stepNo: integer().notNull(),
    personId: ref()
      .notNull()
      .references(() => people.id),
    /** False = the step is somebody else's to take now, or it is a copy to see only. */
    asked: boolean().notNull().default(true),
    /** True = told of with others in one message, and taken from the list of what waits: it is never posted by itself. */
    listed: boolean().notNull().default(false),
    /** Where Slack put it; null until it is there. */
    channelId: text(),
    ts: text(),
    postedAt: moment(),
  },
  (table) => [unique('review_cards_once').on(table.reviewId, table.round, table.stepNo, table.personId)],
)
