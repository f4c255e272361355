import { z } from 'zod'
import { placeRegisterCard, registerCardById } from '../../../db/queries/register-card.ts'
import { filingView } from '../../usecases/register/read-filing.ts'
import { ask } from '../../usecases/transact.ts'
import { filingCard, isLiveFiling } from '../cards/filing-card.ts'
import { addressFor, isAddress } from './address.ts'
import { deliverCopy } from './card-copy.ts'
import { type OutgoingKind, overtaken } from './kind.ts'
import { minimalOf } from './send-fitting.ts'

const payloadSchema = z.object({ cardId: z.int() })

/** A copy of a filing's card: posted once, then always redrawn whole from the record as it now stands. */
export const outgoing: OutgoingKind = {
  kind: 'register_card',
  async deliver(with_, effect) {
    const { cardId } = payloadSchema.parse(effect.payload)
    const read = await ask(with_.deps, async (tx) => {
      const card = await registerCardById(tx, cardId)
      return card && { card, view: await filingView(tx, card.filingId) }
    })
    if (!read?.view) return overtaken
    const { card, view } = read
    const address = await addressFor(with_, card.personId)
    if (!isAddress(address)) return address
    const whole = filingCard(view, card, address.reader)
    return deliverCopy(with_, effect.id, address, {
      subject: `register-card/${card.id}`,
      channelId: card.channelId,
      ts: card.ts,
      whole,
      minimal: minimalOf(whole, address.reader.language),
      live: isLiveFiling(view, card),
      keep: (tx, place) => placeRegisterCard(tx, card.id, place),
      async report(refused) {
        if (refused)
          with_.deps.log.error({ filingId: card.filingId, error: refused.error }, 'a minimal register card went out')
      },
    })
  },
}
