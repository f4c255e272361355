import { z } from 'zod'
import { sendOf } from '../../../db/queries/sends.ts'
import type { Delivery } from '../../outbox/delivery.ts'
import { strangerView } from '../../usecases/stranger-view.ts'
import { ask } from '../../usecases/transact.ts'
import type { Message } from '../blocks.ts'
import { strangerCard } from '../cards/stranger-card.ts'
import { isRefused } from '../slack-error.ts'
import { addressFor, isAddress } from './address.ts'
import { type DeliverDeps, done, failed, type OutgoingKind, overtaken } from './kind.ts'
import { isLostCard } from './lost-card.ts'
import { postOnce, removeMessage } from './post-once.ts'

const payloadSchema = z.object({ strangerId: z.int(), personId: z.int() })

/** A card about somebody without a seat in a client's channel: posted once to each who is told, then redrawn whole. */
export const outgoing: OutgoingKind = {
  kind: 'stranger_card',
  async deliver(with_, effect) {
    const { strangerId, personId } = payloadSchema.parse(effect.payload)
    const view = await ask(with_.deps, (tx, { today }) => strangerView(tx, strangerId, today))
    if (!view) return overtaken
    const address = await addressFor(with_, personId)
    if (!isAddress(address)) return address
    const message = strangerCard(view, address.reader.language)
    const { state } = view.stranger
    const live = state === 'waiting' || state === 'kept'
    const card = { base: `stranger/${strangerId}/${personId}`, userId: address.userId, message, live }
    return bringUpToDate(with_, effect.id, card, await newestSubject(with_, card.base))
  },
}

interface Card {
  /** What the first one posted is known by among sends. */
  readonly base: string
  readonly userId: string
  readonly message: Message
  /** Whether something can still be decided on it: a lost one that nobody needs is not posted anew. */
  readonly live: boolean
}

async function bringUpToDate(with_: DeliverDeps, effectId: number, card: Card, subject: string): Promise<Delivery> {
  const posted = await postOnce(with_, subject, effectId, { person: card.userId }, card.message)
  if (!posted.ok) return failed(posted.failure)
  if (posted.value.fresh) return done
  const redrawn = await with_.gateway.updateMessage(posted.value, card.message)
  if (redrawn.ok) return done
  if (!isLostCard(redrawn.failure)) return failed(redrawn.failure)
  if (!card.live) return overtaken
  const { ts, channel } = posted.value
  const removed = await removeMessage(with_, { result: ts, channel })
  if (!removed.ok && !isRefused(removed.failure)) return failed(removed.failure)
  return bringUpToDate(with_, effectId, card, after(card.base, ts))
}

/** The one that took the place of those lost. */
async function newestSubject({ deps }: DeliverDeps, base: string): Promise<string> {
  let subject = base
  for (let send = await sendOf(deps.database.db, base); send?.result; ) {
    const next = after(base, send.result)
    send = await sendOf(deps.database.db, next)
    if (send) subject = next
  }
  return subject
}

function after(base: string, ts: string): string {
  return `${base}/after/${ts}`
}
