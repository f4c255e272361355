import { z } from 'zod'
import { unitProposalView } from '../../../db/queries/unit-proposal-card.ts'
import { ask } from '../../usecases/transact.ts'
import { unitOutcomeMessage } from '../cards/unit-proposal-card.ts'
import { addressFor, isAddress } from './address.ts'
import { done, failed, type OutgoingKind, overtaken } from './kind.ts'
import { postOnce } from './post-once.ts'
import { minimalOf, sendFitting } from './send-fitting.ts'

const payloadSchema = z.object({ proposalId: z.int(), personId: z.int() })

/** Tells a person whom it concerns what a proposal about a lead or co-operating unit came to, as a message of its own. */
export const outgoing: OutgoingKind = {
  kind: 'unit_outcome',
  async deliver(with_, effect) {
    const { proposalId, personId } = payloadSchema.parse(effect.payload)
    const view = await ask(with_.deps, (tx) => unitProposalView(tx, proposalId))
    if (!view || view.row.state === 'open') return overtaken
    const address = await addressFor(with_, personId)
    if (!isAddress(address)) return address
    const whole = unitOutcomeMessage(view, address.reader)
    const { result } = await sendFitting(whole, minimalOf(whole, address.reader.language), (message) =>
      postOnce(with_, `effect/${effect.id}`, effect.id, { person: address.userId }, message),
    )
    return result.ok ? done : failed(result.failure)
  },
}
