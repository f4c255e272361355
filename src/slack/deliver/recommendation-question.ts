import { z } from 'zod'
import { questionById } from '../../../db/queries/question.ts'
import { ask } from '../../usecases/transact.ts'
import { questionMessage } from '../cards/recommendation-notices.ts'
import { type OutgoingKind, overtaken } from './kind.ts'
import { tellAbout } from './person-message.ts'

const payloadSchema = z.object({ questionId: z.int(), personId: z.int() })

/** A question in the thread of the recommender's card, or the answer in the thread of the asker's. */
export const outgoing: OutgoingKind = {
  kind: 'recommendation_question',
  async deliver(with_, effect) {
    const { questionId, personId } = payloadSchema.parse(effect.payload)
    const question = await ask(with_.deps, (tx) => questionById(tx, questionId))
    if (!question) return overtaken
    const forAsker = personId === question.askedBy
    return tellAbout(with_, effect.id, personId, question.recommendationId, (reader) =>
      questionMessage(question, forAsker, reader),
    )
  },
}
