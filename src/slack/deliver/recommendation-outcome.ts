import { z } from 'zod'
import { readView } from '../../usecases/record.ts'
import { outcomeMessage } from '../cards/recommendation-notices.ts'
import { type OutgoingKind, overtaken } from './kind.ts'
import { tellPerson } from './person-message.ts'

const payloadSchema = z.object({ recommendationId: z.int(), round: z.int(), stepNo: z.int(), personId: z.int() })

/** The recommender learns every outcome, as a message of its own: a redrawn card alone notifies nobody. */
export const outgoing: OutgoingKind = {
  kind: 'recommendation_outcome',
  async deliver(with_, effect) {
    const { recommendationId, round, stepNo, personId } = payloadSchema.parse(effect.payload)
    const view = await readView(with_.deps, recommendationId)
    const decision = view?.recommendation.decisions.find((one) => one.round === round && one.stepNo === stepNo)
    if (!view || !decision) return overtaken
    return tellPerson(with_, effect.id, personId, recommendationId, (reader) => outcomeMessage(view, decision, reader))
  },
}
