import { z } from 'zod'
import { readDigest } from '../../usecases/read-digest.ts'
import { redrawCards, remindedCards, type StepCard } from '../../usecases/reminded-cards.ts'
import { isRefused } from '../slack-error.ts'
import { done, type OutgoingKind } from './kind.ts'

const payloadSchema = z.object({ personId: z.int(), since: z.iso.date(), on: z.iso.date() })

/**
 * Somebody who deleted the card of what they are reminded of gets it again; one that is there stays as it is (B27). Where Slack
 * has no time for the looks those that are left come with the next reminder: at each try all of them would begin anew.
 */
export const outgoing: OutgoingKind = {
  kind: 'reminded_cards',
  async deliver({ deps, gateway }, effect) {
    const { personId, ...days } = payloadSchema.parse(effect.payload)
    const { steps } = await readDigest(deps, personId, days)
    const lost: StepCard[] = []
    for (const card of await remindedCards(deps, personId, steps)) {
      const link = await gateway.permalink(card)
      if (link.ok) continue
      if (!isRefused(link.failure)) break
      if (link.failure.error === 'message_not_found') lost.push(card)
    }
    if (lost.length > 0) await redrawCards(deps, lost)
    return done
  },
}
