import { z } from 'zod'
import { type CardRow, cardById, placeCard } from '../../../db/queries/card.ts'
import { type RecommendationView, recommendationView } from '../../../db/queries/recommendation-view.ts'
import type { Delivery } from '../../outbox/delivery.ts'
import { ask, transact } from '../../usecases/transact.ts'
import type { Message } from '../blocks.ts'
import { type Copy, minimalCard, recommendationCard } from '../cards/recommendation-card.ts'
import { common } from '../text/common.ts'
import { type Address, addressFor, isAddress } from './address.ts'
import { type DeliverDeps, done, failed, type OutgoingKind, overtaken } from './kind.ts'
import { postOnce } from './post-once.ts'
import { reportRefused, sendFitting } from './send-fitting.ts'

const payloadSchema = z.object({ cardId: z.int() })

/** Errors by which Slack says that a copy is lost for good; a fresh one takes its place (B27). */
const lost = new Set(['message_not_found', 'cant_update_message', 'edit_window_closed', 'channel_not_found'])

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
    const address = await addressFor(with_, read.card.personId)
    if (!isAddress(address)) return address
    return read.card.ts === null
      ? post(with_, effect.id, read.card, read.view, address)
      : redraw(with_, effect.id, read.card, read.view, address)
  },
}

async function post(
  with_: DeliverDeps,
  effectId: number,
  card: CardRow,
  view: RecommendationView,
  address: Address,
): Promise<Delivery> {
  const { whole, minimal } = drawn(card, view, address)
  // A lost copy is replaced once, whichever effects find it lost.
  const subject = card.ts === null ? `card/${card.id}` : `card/${card.id}/after/${card.ts}`
  const { result: posted, refused } = await sendFitting(whole, minimal, (message) =>
    postOnce(with_, subject, effectId, { person: address.userId }, message),
  )
  if (!posted.ok) return failed(posted.failure)
  const place = { channelId: posted.value.channel, ts: posted.value.ts, postedAt: with_.deps.clock.now() }
  await transact(with_.deps, { personId: null, source: 'job' }, async (tx) => {
    await placeCard(tx, card.id, place)
    return { result: null, events: [] }
  })
  await reportRefused(with_, card.recommendationId, outgoing.kind, refused)
  return done
}

async function redraw(
  with_: DeliverDeps,
  effectId: number,
  card: CardRow,
  view: RecommendationView,
  address: Address,
): Promise<Delivery> {
  const { whole, minimal } = drawn(card, view, address)
  const at = { channel: card.channelId ?? '', ts: card.ts ?? '' }
  const { result: updated, refused } = await sendFitting(whole, minimal, (message) =>
    with_.gateway.updateMessage(at, message),
  )
  await reportRefused(with_, card.recommendationId, outgoing.kind, refused)
  if (updated.ok) return done
  if (!lost.has(updated.failure.error)) return failed(updated.failure)
  if (!isLive(card, view)) return overtaken
  const fresh = await post(with_, effectId, card, view, address)
  // One that stands there unchanged would show an old state beside the new. Where Slack keeps it, a press on it is answered.
  if (fresh.kind === 'done' && updated.failure.error !== 'message_not_found') await with_.gateway.deleteMessage(at)
  return fresh
}

function drawn(card: CardRow, view: RecommendationView, { reader }: Address): { whole: Message; minimal: Message } {
  const copy = copyOf(card)
  return {
    whole: recommendationCard(view, copy, reader),
    minimal: minimalCard(view, copy, reader, common[reader.language].minimal),
  }
}

function copyOf(card: CardRow): Copy {
  return card.role === 'recommender'
    ? { role: 'recommender' }
    : { role: 'decider', round: card.round, stepNo: card.stepNo }
}

/** Whether somebody still waits for this copy: a lost one that nobody needs is not posted anew. */
function isLive(card: CardRow, view: RecommendationView): boolean {
  if (card.role === 'recommender')
    return view.recommendation.state === 'submitted' || view.recommendation.state === 'returned'
  const step = view.recommendation.steps.find((one) => one.state === 'open')
  return view.recommendation.round === card.round && step?.no === card.stepNo
}
