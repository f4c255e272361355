import { z } from 'zod'
import { namesOf } from '../../../db/queries/account.ts'
import { readView } from '../../usecases/record.ts'
import { ask } from '../../usecases/transact.ts'
import { stepMovedMessage } from '../cards/recommendation-notices.ts'
import { type OutgoingKind, overtaken } from './kind.ts'
import { tellAbout } from './person-message.ts'

const payloadSchema = z.object({ recommendationId: z.int(), personId: z.int(), asked: z.array(z.int()) })

/** Tells the recommender that a step waits for other people now (B05). */
export const outgoing: OutgoingKind = {
  kind: 'step_moved',
  async deliver(with_, effect) {
    const { recommendationId, personId, asked } = payloadSchema.parse(effect.payload)
    const view = await readView(with_.deps, recommendationId)
    if (view?.recommendation.state !== 'submitted') return overtaken
    const names = await ask(with_.deps, (tx) => namesOf(tx, asked))
    return tellAbout(with_, effect.id, personId, recommendationId, (reader) => stepMovedMessage(view, names, reader))
  },
}
