import { z } from 'zod'
import { hasSeat } from '../../../db/queries/channel.ts'
import { keepRemoval } from '../../usecases/live-channel.ts'
import { ask } from '../../usecases/transact.ts'
import { refusalOf } from './channel-rename.ts'
import { channelJobSchema, channelWork } from './client-payload.ts'
import { done, failed, type OutgoingKind, overtaken } from './kind.ts'

const payloadSchema = channelJobSchema.extend({ userId: z.string() })

/**
 * Takes out of a client's channel whoever has no seat in its team any more. What Slack refuses is a named step for a person,
 * told once, with a button that tries again.
 */
export const outgoing: OutgoingKind = {
  kind: 'channel_remove',
  async deliver(with_, effect) {
    const { clientId, userId, askedBy } = payloadSchema.parse(effect.payload)
    const work = await channelWork(with_, effect.payload)
    if (!work?.channel.channelId) return overtaken
    if (await ask(with_.deps, (tx) => hasSeat(tx, clientId, userId))) return overtaken
    const removed = await with_.gateway.removeMember(work.channel.channelId, userId)
    // Left by themselves meanwhile, or was never let in.
    const gone = !removed.ok && removed.failure.error === 'not_in_channel'
    const answer = gone ? { refused: null } : refusalOf(removed)
    if ('kind' in answer) return failed(answer)
    await keepRemoval(with_.deps, clientId, userId, answer.refused, askedBy)
    return done
  },
}
