import { z } from 'zod'
import {
  placeUnitProposalCard,
  unitProposalCardById,
  unitProposalView,
} from '../../../db/queries/unit-proposal-card.ts'
import { ask } from '../../usecases/transact.ts'
import { buttonsOfCopy, liveConsents, unitProposalCard } from '../cards/unit-proposal-card.ts'
import { addressFor, isAddress } from './address.ts'
import { deliverCopy } from './card-copy.ts'
import { type OutgoingKind, overtaken } from './kind.ts'
import { minimalOf } from './send-fitting.ts'

const payloadSchema = z.object({ cardId: z.int() })

/** A copy of a proposal's card: posted once, then always redrawn whole from the record as it now stands. */
export const outgoing: OutgoingKind = {
  kind: 'unit_proposal_card',
  async deliver(with_, effect) {
    const { cardId } = payloadSchema.parse(effect.payload)
    const read = await ask(with_.deps, async (tx) => {
      const card = await unitProposalCardById(tx, cardId)
      return card && { card, view: await unitProposalView(tx, card.proposalId) }
    })
    if (!read?.view) return overtaken
    const { card, view } = read
    const address = await addressFor(with_, card.personId)
    if (!isAddress(address)) return address
    const buttons = buttonsOfCopy(view, card)
    const whole = unitProposalCard(view, buttons, address.reader)
    return deliverCopy(with_, effect.id, address, {
      subject: `unit-proposal-card/${card.id}`,
      channelId: card.channelId,
      ts: card.ts,
      whole,
      minimal: minimalOf(whole, address.reader.language),
      live: liveConsents(view, buttons).length > 0,
      keep: (tx, place) => placeUnitProposalCard(tx, card.id, place),
      async report(refused) {
        if (refused)
          with_.deps.log.error(
            { proposalId: card.proposalId, error: refused.error },
            'a minimal proposal card went out',
          )
      },
    })
  },
}
