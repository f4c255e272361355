import { eq, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Tx } from '../connection.ts'
import { clients } from '../schema/clients.ts'
import { people } from '../schema/people.ts'
import { recommendationQuestions } from '../schema/recommendation-questions.ts'
import { recommendations } from '../schema/recommendations.ts'

/** A question with the names its words need. */
export async function questionById(tx: Tx, id: number) {
  const asker = alias(people, 'asker')
  const answerer = alias(people, 'answerer')
  const [row] = await tx
    .select({
      id: recommendationQuestions.id,
      recommendationId: recommendationQuestions.recommendationId,
      clientId: recommendations.clientId,
      clientName: clients.shortName,
      /** Who answers: the recommender, or whoever took it over. */
      recommender: sql<number>`coalesce(${recommendations.takenOverBy}, ${recommendations.submittedBy})`.mapWith(
        Number,
      ),
      askedBy: recommendationQuestions.askedBy,
      askerName: asker.name,
      question: recommendationQuestions.question,
      answeredBy: recommendationQuestions.answeredBy,
      answererName: answerer.name,
      answer: recommendationQuestions.answer,
    })
    .from(recommendationQuestions)
    .innerJoin(recommendations, eq(recommendations.id, recommendationQuestions.recommendationId))
    .innerJoin(clients, eq(clients.id, recommendations.clientId))
    .innerJoin(asker, eq(asker.id, recommendationQuestions.askedBy))
    .leftJoin(answerer, eq(answerer.id, recommendationQuestions.answeredBy))
    .where(eq(recommendationQuestions.id, id))
  return row?.clientId ? { ...row, clientId: row.clientId } : null
}

/** Keeps a question; gives its key. */
export async function insertQuestion(tx: Tx, question: typeof recommendationQuestions.$inferInsert): Promise<number> {
  const [row] = await tx.insert(recommendationQuestions).values(question).returning({ id: recommendationQuestions.id })
  if (!row) throw new Error('the question was not kept')
  return row.id
}

/** Keeps the answer to a question. */
export async function setAnswer(
  tx: Tx,
  id: number,
  answer: { answer: string; answeredBy: number; answeredAt: Date },
): Promise<void> {
  await tx.update(recommendationQuestions).set(answer).where(eq(recommendationQuestions.id, id))
}
