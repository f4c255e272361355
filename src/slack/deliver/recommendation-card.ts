import { z } from 'zod'
import { type CardRow, cardById, placeCard } from '../../../db/queries/card.ts'
import { type RecommendationView, recommendationView } from '../../../db/queries/recommendation-view.ts'
import { recommenderOf } from '../../domain/recommendation/take-over.ts'
import { ask } from '../../usecases/transact.ts'
import { type Copy, minimalCard, recommendationCard } from '../cards/recommendation-card.ts'
import { common } from '../text/common.ts'
import { addressFor, isAddress } from './address.ts'
import { deliverCopy } from './card-copy.ts'
import { type OutgoingKind, overtaken } from './kind.ts'
import { reportRefused } from './send-fitting.ts'

const payloadSchema = z.object({ cardId: z.int() })

/** A copy of a recommendation's card: posted once, then always redrawn whole from the record as it now stands. */
export const outgoing: OutgoingKind = {
  kind: 'recommendation_card',
  async deliver(with_, effect) {
    const { cardId } = payloadSchema.parse(effect.payload)
    const read = await ask(with_.deps, async (tx) => {
      const card = await cardById(tx, cardId)
      return card && { card, view: await recommendationView(tx, card.recommendationId) }
    })
    if (!read?.view) return overtaken
    const { card, view } = read
    const address = await addressFor(with_, card.personId)
    if (!isAddress(address)) return address
    const { reader } = address
    const copy = copyOf(card, view)
    return deliverCopy(with_, effect.id, address, {
      subject: `card/${card.id}`,
      channelId: card.channelId,
      ts: card.ts,
      whole: recommendationCard(view, copy, reader),
      minimal: minimalCard(view, copy, reader, common[reader.language].minimal),
      live: isLive(card, view),
      keep: (tx, place) => placeCard(tx, card.id, place),
      report: (refused) => reportRefused(with_, card.recommendationId, outgoing.kind, refused),
    })
  },
}

/** A copy that is no longer its holder's to take is of no step; nor is that of a recommender in whose place somebody is. */
function copyOf(card: CardRow, view: RecommendationView): Copy {
  const { role, asked, round, stepNo } = card
  if (role === 'recommender' && isRecommenders(card, view)) return { role }
  return role === 'decider' && asked ? { role, round, stepNo } : { role: 'decider', round: 0, stepNo: 0 }
}

function isRecommenders({ personId }: CardRow, { recommendation }: RecommendationView): boolean {
  return personId === recommenderOf(recommendation)
}

/** Whether somebody still waits for this copy. */
function isLive(card: CardRow, view: RecommendationView): boolean {
  if (card.role === 'recommender' && !isRecommenders(card, view)) return false
  if (card.role === 'recommender')
    return view.recommendation.state === 'submitted' || view.recommendation.state === 'returned'
  const step = view.recommendation.steps.find((one) => one.state === 'open')
  return card.asked && view.recommendation.round === card.round && step?.no === card.stepNo
}
