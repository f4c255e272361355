import { z } from 'zod'
import { putOff } from '../../usecases/put-off.ts'
import { readDigest } from '../../usecases/read-digest.ts'
import { queueCardLooks } from '../../usecases/reminded-cards.ts'
import { digestMessage } from '../cards/reminder.ts'
import { addressFor, isAddress } from './address.ts'
import { done, failed, type OutgoingKind, overtaken } from './kind.ts'
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
    await queueCardLooks(with_.deps, personId, { since, on })
    return done
  },
}
