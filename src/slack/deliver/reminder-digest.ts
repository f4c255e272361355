import { z } from 'zod'
import { putOff } from '../../usecases/put-off.ts'
import { type Digest, readDigest } from '../../usecases/read-digest.ts'
import { redrawCards, remindedCards, type StepCard } from '../../usecases/reminded-cards.ts'
import { digestMessage } from '../cards/reminder.ts'
import { isRefused } from '../slack-error.ts'
import { addressFor, isAddress } from './address.ts'
import { type DeliverDeps, done, failed, type OutgoingKind, overtaken } from './kind.ts'
import { postOnce } from './post-once.ts'
import { minimalOf, sendFitting } from './send-fitting.ts'

const payloadSchema = z.object({ personId: z.int(), since: z.iso.date(), on: z.iso.date(), times: z.int() })

/**
 * A day's one message of reminders to a person, with what still waits now: what was done since is not in it, and where all
 * was done there is none.
 */
export const outgoing: OutgoingKind = {
  kind: 'reminder_digest',
  async deliver(with_, effect) {
    const { personId, since, on, times } = payloadSchema.parse(effect.payload)
    if (await putOff(with_.deps, effect, `reminder-digest/${personId}`)) return overtaken
    const digest = await readDigest(with_.deps, personId, { since, on })
    if (digest.steps.length + digest.dates.length + digest.escalated.length === 0) return overtaken
    const address = await addressFor(with_, personId)
    if (!isAddress(address)) return address
    const whole = digestMessage(digest, address.reader)
    const { result } = await sendFitting(whole, minimalOf(whole, address.reader.language), (message) =>
      postOnce(with_, `digest/${personId}/${on}/${times}`, effect.id, { person: address.userId }, message),
    )
    if (!result.ok) return failed(result.failure)
    await bringBackCards(with_, personId, digest)
    return done
  },
}

/**
 * Somebody who deleted the card of what they are reminded of gets it again; one that is there stays as it is (B27). Where Slack
 * has no time for the looks those that are left come with the next reminder: at each try all of them would begin anew.
 */
async function bringBackCards(with_: DeliverDeps, personId: number, { steps }: Digest): Promise<void> {
  const lost: StepCard[] = []
  for (const card of await remindedCards(with_.deps, personId, steps)) {
    const link = await with_.gateway.permalink(card)
    if (link.ok) continue
    if (!isRefused(link.failure)) break
    if (link.failure.error === 'message_not_found') lost.push(card)
  }
  if (lost.length > 0) await redrawCards(with_.deps, lost)
}
