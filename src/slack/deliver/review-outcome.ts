import { z } from 'zod'
import { reviewView } from '../../../db/queries/review-card.ts'
import { ask } from '../../usecases/transact.ts'
import { reviewOutcomeMessage } from '../cards/review-card.ts'
import { addressFor, isAddress } from './address.ts'
import { done, failed, type OutgoingKind, overtaken } from './kind.ts'
import { postOnce } from './post-once.ts'
import { minimalOf, sendFitting } from './send-fitting.ts'

const payloadSchema = z.object({ reviewId: z.int(), personId: z.int() })

/** Tells a person whom the client concerns what a review came to, as a message of its own. */
export const outgoing: OutgoingKind = {
  kind: 'review_outcome',
  async deliver(with_, effect) {
    const { reviewId, personId } = payloadSchema.parse(effect.payload)
    const view = await ask(with_.deps, (tx) => reviewView(tx, reviewId))
    if (!view?.row.outcome) return overtaken
    const address = await addressFor(with_, personId)
    if (!isAddress(address)) return address
    const whole = reviewOutcomeMessage(view, view.row.outcome, address.reader)
    const { result } = await sendFitting(whole, minimalOf(whole, address.reader.language), (message) =>
      postOnce(with_, `effect/${effect.id}`, effect.id, { person: address.userId }, message),
    )
    return result.ok ? done : failed(result.failure)
  },
}
