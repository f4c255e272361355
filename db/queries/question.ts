import { eq } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Tx } from '../connection.ts'
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
      submittedBy: recommendations.submittedBy,
      askedBy: recommendationQuestions.askedBy,
      askerName: asker.name,
      question: recommendationQuestions.question,
      answeredBy: recommendationQuestions.answeredBy,
      answererName: answerer.name,
      answer: recommendationQuestions.answer,
    })
    .from(recommendationQuestions)
    .innerJoin(recommendations, eq(recommendations.id, recommendationQuestions.recommendationId))
    .innerJoin(asker, eq(asker.id, recommendationQuestions.askedBy))
    .leftJoin(answerer, eq(answerer.id, recommendationQuestions.answeredBy))
    .where(eq(recommendationQuestions.id, id))
  return row?.clientId ? { ...row, clientId: row.clientId } : null
}
