import { z } from 'zod'
import { putOff } from '../../usecases/put-off.ts'
import { readReminded } from '../../usecases/read-digest.ts'
import { channelReminder } from '../cards/reminder.ts'
import { channelWork, frozenOf } from './client-payload.ts'
import { done, failed, type OutgoingKind, overtaken } from './kind.ts'
import { postOnce } from './post-once.ts'

const payloadSchema = z.object({ deadlineId: z.int(), on: z.iso.date() })

/** A reminder in the channel of its client, if what it is about still waits now. */
export const outgoing: OutgoingKind = {
  kind: 'channel_reminder',
  async deliver(with_, effect) {
    const { deadlineId, on } = payloadSchema.parse(effect.payload)
    if (await putOff(with_.deps, effect, `channel-reminder/${deadlineId}`)) return overtaken
    const one = await readReminded(with_.deps, deadlineId)
    const work = one && (await channelWork(with_, { clientId: one.clientId }, frozenOf))
    if (!one || work?.channel.state !== 'open' || work.channel.channelId === null) return overtaken
    // Not before guests or outsiders; the people it is about have it in their own messages.
    if (work.frozen) return overtaken
    const to = { channel: work.channel.channelId }
    const message = channelReminder(one, work.reader.language)
    const posted = await postOnce(with_, `channel-reminder/${deadlineId}/${on}`, effect.id, to, message)
    return posted.ok ? done : failed(posted.failure)
  },
}
