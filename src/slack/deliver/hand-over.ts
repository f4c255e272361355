import { z } from 'zod'
import { leftReasons } from '../../domain/team/team-change.ts'
import { accountsOfTeam } from '../../usecases/addresses.ts'
import { readHandOver } from '../../usecases/hand-over.ts'
import { ask } from '../../usecases/transact.ts'
import { handOverMessage } from '../cards/hand-over.ts'
import { addressFor, isAddress } from './address.ts'
import { done, failed, type OutgoingKind, overtaken } from './kind.ts'
import { postOnce } from './post-once.ts'
import { minimalOf, sendFitting } from './send-fitting.ts'

const payloadSchema = z.object({
  clientId: z.int(),
  personId: z.int(),
  predecessor: z.object({ personId: z.int(), reason: z.enum(leftReasons) }).optional(),
})

/** The private brief of a new lead client manager, drawn as the client stands when it goes out. */
export const outgoing: OutgoingKind = {
  kind: 'hand_over',
  async deliver(with_, effect) {
    const { clientId, personId, predecessor } = payloadSchema.parse(effect.payload)
    const handOver = await ask(with_.deps, (tx) => readHandOver(tx, clientId, personId, predecessor ?? null))
    if (!handOver) return overtaken
    const address = await addressFor(with_, personId)
    if (!isAddress(address)) return address
    const whole = handOverMessage(handOver, await accountsOfTeam(with_.deps, clientId), address.reader)
    const { result, refused } = await sendFitting(whole, minimalOf(whole, address.reader.language), (message) =>
      postOnce(with_, `effect/${effect.id}`, effect.id, { person: address.userId }, message),
    )
    if (refused) with_.deps.log.error({ clientId, error: refused.error }, 'a minimal hand-over brief went out')
    return result.ok ? done : failed(result.failure)
  },
}
