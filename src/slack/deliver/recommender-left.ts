import { z } from 'zod'
import { readLeftBehind } from '../../usecases/take-over.ts'
import { leftBehindMessage } from '../cards/take-over.ts'
import { type OutgoingKind, overtaken } from './kind.ts'
import { tellPerson } from './person-message.ts'

const payloadSchema = z.object({ recommendationId: z.int(), personId: z.int() })

/** Tells somebody that a recommender left a recommendation behind, with the button by which it is taken over. */
export const outgoing: OutgoingKind = {
  kind: 'recommender_left',
  async deliver(with_, effect) {
    const { recommendationId, personId } = payloadSchema.parse(effect.payload)
    const left = await readLeftBehind(with_.deps, personId, recommendationId)
    if (!left?.waits) return overtaken
    return tellPerson(with_, effect.id, personId, recommendationId, ({ language }) => leftBehindMessage(left, language))
  },
}
