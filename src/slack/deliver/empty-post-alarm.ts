import { z } from 'zod'
import { readView } from '../../usecases/record.ts'
import { emptyPostMessage } from '../cards/recommendation-notices.ts'
import { type OutgoingKind, overtaken } from './kind.ts'
import { tellAbout } from './person-message.ts'

const payloadSchema = z.object({ recommendationId: z.int(), round: z.int(), stepNo: z.int(), personId: z.int() })

/** A step waits for a post that nobody holds: said to the recommender and the administrators. */
export const outgoing: OutgoingKind = {
  kind: 'empty_post_alarm',
  async deliver(with_, effect) {
    const { recommendationId, stepNo, personId } = payloadSchema.parse(effect.payload)
    const view = await readView(with_.deps, recommendationId)
    if (view?.recommendation.steps.find((step) => step.no === stepNo)?.state !== 'open') return overtaken
    return tellAbout(with_, effect.id, personId, recommendationId, (reader) => emptyPostMessage(view, stepNo, reader))
  },
}
