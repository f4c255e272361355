import { z } from 'zod'
import { strangerView } from '../../usecases/stranger-view.ts'
import { ask } from '../../usecases/transact.ts'
import { strangerCard } from '../cards/stranger-card.ts'
import { addressFor, isAddress } from './address.ts'
import { done, failed, type OutgoingKind, overtaken } from './kind.ts'
import { postOnce } from './post-once.ts'

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
    const subject = `stranger/${strangerId}/${personId}`
    const posted = await postOnce(with_, subject, effect.id, { person: address.userId }, message)
    if (!posted.ok) return failed(posted.failure)
    const redrawn = await with_.gateway.updateMessage(posted.value, message)
    // Somebody took the card away: there is nothing left to redraw.
    return redrawn.ok || redrawn.failure.error === 'message_not_found' ? done : failed(redrawn.failure)
  },
}
