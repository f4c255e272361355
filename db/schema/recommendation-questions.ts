import { integer, pgTable, text } from 'drizzle-orm/pg-core'
import { identity, moment, ref } from '../columns.ts'
import { people } from './people.ts'
import { recommendations } from './recommendations.ts'

/** What a decider asked the recommender, and the answer. */
export const recommendationQuestions = pgTable('recommendation_questions', {
  id: identity(),
  recommendationId: ref()
    .notNull()
    .references(() => recommendations.id),
  round: integer().notNull(),
  askedBy: ref()
    .notNull()
    .references(() => people.id),
  question: text().notNull(),
  askedAt: moment().notNull(),
  answeredBy: ref().references(() => people.id),
  answer: text(),
  answeredAt: moment(),
})
