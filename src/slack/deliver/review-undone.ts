import { z } from 'zod'
import { readReviewView } from '../../usecases/read-reviews.ts'
import { undoneMessage } from '../cards/review-grace.ts'
import { addressFor, isAddress } from './address.ts'
import { done, failed, type OutgoingKind, overtaken } from './kind.ts'
import { postOnce } from './post-once.ts'
import { minimalOf, sendFitting } from './send-fitting.ts'

const payloadSchema = z.object({ reviewId: z.int(), round: z.int(), personId: z.int() })

/** Tells somebody who was told what a review came to that it was undone. */
export const outgoing: OutgoingKind = {
  kind: 'review_undone',
  async deliver(with_, effect) {
    const { reviewId, round, personId } = payloadSchema.parse(effect.payload)
    const view = await readReviewView(with_.deps, reviewId)
    const grace = view?.graces.find((one) => one.round === round)
    if (!view || !grace) return overtaken
    const address = await addressFor(with_, personId)
    if (!isAddress(address)) return address
    const whole = undoneMessage(view.client.shortName, grace, address.reader)
    const { result } = await sendFitting(whole, minimalOf(whole, address.reader.language), (message) =>
      postOnce(with_, `effect/${effect.id}`, effect.id, { person: address.userId }, message),
    )
    return result.ok ? done : failed(result.failure)
  },
}
