import { channelLimits } from '../../slack/limits.ts'
import { addMember, joinedChannel, removeMember, visibleConversation } from '../channels.ts'
import { presentConversation } from '../present.ts'
import { argumentError, SlackError } from '../slack-error.ts'
import type { Conversation, User } from '../state.ts'
import type { World } from '../world.ts'
import { type Args, conversationScopes, type Method, me, page, readFlag, readList } from './method.ts'

/** Why this person cannot be put into this channel; null = they can. */
function refusal(world: World, channel: Conversation, id: string): string | null {
  if (id === me(world)) return 'cant_invite_self'
  const user = world.state.users.get(id)
  // Which of user_not_found and cant_invite a deactivated id gives is not documented: this one is assumed.
  if (!user || user.deactivated) return 'user_not_found'
  if (channel.members.has(id)) return 'already_in_channel'
  if (user.kind === 'stranger' && !channel.extShared) return 'org_user_not_in_team'
  if (user.kind === 'stranger' && !world.rules.mayInviteExternal) return 'no_external_invite_permission'
  if (user.kind === 'ultra_restricted' && otherChannels(world, id) > 0) return 'ura_max_channels'
  return null
}

function otherChannels(world: World, id: string): number {
  return [...world.state.conversations.values()].filter((one) => one.kind === 'channel' && one.members.has(id)).length
}

function invite(world: World, args: Args): Record<string, unknown> {
  const ids = readList(args.users)
  if (ids.length === 0) throw new SlackError('no_user')
  if (ids.length > channelLimits.invitees) {
    throw argumentError('invalid_arguments', [
      `[ERROR] no more than ${channelLimits.invitees} items allowed [json-pointer:/users]`,
    ])
  }
  const channel = joinedChannel(world, args.channel, me(world))
  if (channel.archived) throw new SlackError('is_archived')
  const errors = ids.flatMap((user) => {
    const error = refusal(world, channel, user)
    return error ? [{ user, ok: false, error }] : []
  })
  const valid = ids.filter((id) => !errors.some((one) => one.user === id))
  if (errors[0] && (!readFlag(args.force) || valid.length === 0)) throw new SlackError(errors[0].error, { errors })
  for (const id of valid) addMember(world, channel, world.state.users.get(id) as User, me(world))
  const answer = { channel: presentConversation(world, channel) }
  return errors.length ? { ...answer, errors } : answer
}

/** Who is in a channel, and changing it. */
export const channelMemberMethods: Record<string, Method> = {
  'conversations.invite': {
    tier: 3,
    scopes: conversationScopes('write', 'write.invites'),
    required: ['channel'],
    run: invite,
  },
  'conversations.kick': {
    tier: 3,
    scopes: conversationScopes('write'),
    required: ['channel', 'user'],
    run(world, args) {
      const channel = joinedChannel(world, args.channel, me(world))
      if (!world.state.users.has(String(args.user))) throw new SlackError('user_not_found')
      if (args.user === me(world)) throw new SlackError('cant_kick_self')
      if (channel.general) throw new SlackError('cant_kick_from_general')
      if (!world.rules.mayKick) throw new SlackError('restricted_action')
      if (!channel.members.has(String(args.user))) throw new SlackError('not_in_channel')
      removeMember(world, channel, String(args.user))
      return { errors: {} }
    },
  },
  'conversations.leave': {
    tier: 3,
    scopes: conversationScopes('write'),
    required: ['channel'],
    run(world, args) {
      const channel = visibleConversation(world, args.channel, me(world))
      if (channel.kind !== 'channel') throw new SlackError('method_not_supported_for_channel_type')
      if (!channel.members.has(me(world))) return { not_in_channel: true }
      if (channel.archived) throw new SlackError('is_archived')
      if (channel.general) throw new SlackError('cant_leave_general')
      if (channel.members.size === 1) throw new SlackError('last_member')
      removeMember(world, channel, me(world))
      return {}
    },
  },
  'conversations.join': {
    tier: 3,
    scopes: ['channels:join'],
    required: ['channel'],
    run(world, args) {
      const channel = visibleConversation(world, args.channel, me(world))
      if (channel.kind !== 'channel' || channel.isPrivate) throw new SlackError('method_not_supported_for_channel_type')
      if (channel.archived) throw new SlackError('is_archived')
      const already = channel.members.has(me(world))
      if (!already) addMember(world, channel, world.state.users.get(me(world)) as User, null)
      return { channel: presentConversation(world, channel), ...(already ? { warning: 'already_in_channel' } : {}) }
    },
  },
  'conversations.members': {
    tier: 4,
    scopes: conversationScopes('read'),
    required: ['channel'],
    run(world, args) {
      const channel = visibleConversation(world, args.channel, me(world))
      const { items, response_metadata } = page(world, [...channel.members], args, { limit: 100, max: 999 })
      return { members: items, response_metadata }
    },
  },
}
