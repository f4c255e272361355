import { holdMembers } from '../../usecases/hold-members.ts'
import { keepLost } from '../../usecases/lost-channel.ts'
import { followSharing } from '../../usecases/shared-channel.ts'
import { reportMember } from '../follow-members.ts'
import { channelJobSchema, channelWork } from './client-payload.ts'
import { dead, done, failed, type OutgoingKind, overtaken } from './kind.ts'

/**
 * Reads who is in a client's channel and holds it against the team, both ways: what no event told is found at the latest
 * then (Art. 14). A list that cannot be read to its end changes nothing (B24).
 */
export const outgoing: OutgoingKind = {
  kind: 'channel_read',
  async deliver(with_, effect) {
    const work = await channelWork(with_, effect.payload)
    const { channelId, state } = work?.channel ?? { channelId: null, state: 'wanted' }
    if (!work || channelId === null || state !== 'open') return overtaken
    const info = await with_.gateway.channelInfo(channelId)
    if (!info.ok && info.failure.error !== 'channel_not_found') return failed(info.failure)
    if (!info.ok) {
      const { askedBy } = channelJobSchema.parse(effect.payload)
      await keepLost(with_.deps, work.client.id, channelId, info.failure.error, askedBy)
      return done
    }
    if (info.value.archived) return dead('somebody archived the channel of a strategic client')
    const members = await with_.gateway.channelMembers(channelId)
    if (!members.ok) return failed(members.failure)
    const { teamId, deps } = with_
    await followSharing(deps, { teamId, channelId, shared: info.value.sharedOutside }, null)
    const present = new Set(members.value.filter((userId) => userId !== with_.botUserId))
    for (const userId of await holdMembers(deps, work.client.id, present)) {
      const unread = await reportMember(with_, { channelId, userId, invitedBy: null }, null)
      if (unread) return failed(unread)
    }
    return done
  },
}
