import { z } from 'zod'
import { placeReviewCard, reviewCardById, reviewView } from '../../../db/queries/review-card.ts'
import { mayUndoNow } from '../../usecases/read-reviews.ts'
import { ask } from '../../usecases/transact.ts'
import { liveReviewStep, reviewCard } from '../cards/review-card.ts'
import { addressFor, isAddress } from './address.ts'
import { deliverCopy } from './card-copy.ts'
import { type OutgoingKind, overtaken } from './kind.ts'
import { minimalOf } from './send-fitting.ts'

const payloadSchema = z.object({ cardId: z.int() })

/** A copy of a review's card: posted once, then always redrawn whole from the record as it now stands. */
export const outgoing: OutgoingKind = {
  kind: 'review_card',
  async deliver(with_, effect) {
    const { cardId } = payloadSchema.parse(effect.payload)
    const read = await ask(with_.deps, async (tx, { today }) => {
      const card = await reviewCardById(tx, cardId)
      const view = card && (await reviewView(tx, card.reviewId))
      return card && view && { card, view, mayUndo: await mayUndoNow(tx, view, card.personId, today) }
    })
    if (!read) return overtaken
    const { card, view, mayUndo } = read
    const address = await addressFor(with_, card.personId)
    if (!isAddress(address)) return address
    const whole = reviewCard(view, { ...card, mayUndo }, address.reader)
    return deliverCopy(with_, effect.id, address, {
      subject: `review-card/${card.id}`,
      channelId: card.channelId,
      ts: card.ts,
      whole,
      minimal: minimalOf(whole, address.reader.language),
      live: mayUndo || liveReviewStep(view, card) !== null,
      keep: (tx, place) => placeReviewCard(tx, card.id, place),
      async report(refused) {
        if (refused)
          with_.deps.log.error({ reviewId: card.reviewId, error: refused.error }, 'a minimal review card went out')
      },
    })
  },
}
