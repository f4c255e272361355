import {
  createChannel,
  describeChannel,
  joinedChannel,
  openDm,
  renameChannel,
  setArchived,
  visibleConversation,
} from '../channels.ts'
import { presentConversation } from '../present.ts'
import { SlackError } from '../slack-error.ts'
import type { World } from '../world.ts'
import { type Args, conversationScopes, type Method, me, readFlag, readList } from './method.ts'

function describe(what: 'topic' | 'purpose'): Method {
  return {
    tier: 2,
    scopes: conversationScopes('write', `write.topic`),
    required: ['channel'],
    run(world, args) {
      const channel = joinedChannel(world, args.channel, me(world))
      describeChannel(world, channel, what, args[what], me(world))
      return { channel: presentConversation(world, channel), [what]: channel[what].value }
    },
  }
}

function open(world: World, args: Args): Record<string, unknown> {
  if (typeof args.channel === 'string' && args.channel !== '') {
    const known = visibleConversation(world, args.channel, me(world))
    return { channel: readFlag(args.return_im) ? presentConversation(world, known) : { id: known.id } }
  }
  const users = readList(args.users)
  if (users.length === 0) throw new SlackError('users_list_not_supplied')
  // Group messages are a different thing with scopes of their own, which this app does not ask for.
  if (users.length > 1) throw new SlackError('method_not_supported_for_channel_type')
  const user = world.state.users.get(users[0] as string)
  if (!user) throw new SlackError('user_not_found')
  if (user.deactivated) throw new SlackError('user_disabled')
  const before = world.state.conversations.size
  const channel = openDm(world, me(world), user.id)
  const already = before === world.state.conversations.size
  const shown = readFlag(args.return_im) ? presentConversation(world, channel) : { id: channel.id }
  return already ? { no_op: true, already_open: true, channel: shown } : { channel: shown }
}

/** Making, naming, describing and archiving conversations. */
export const channelLifeMethods: Record<string, Method> = {
  'conversations.open': { tier: 3, scopes: ['im:write', 'mpim:write'], run: open },
  'conversations.create': {
    tier: 2,
    scopes: (args) => (readFlag(args.is_private) ? ['groups:write'] : ['channels:manage']),
    run(world, args) {
      const isPrivate = readFlag(args.is_private)
      if (!(isPrivate ? world.rules.mayCreatePrivate : world.rules.mayCreatePublic))
        throw new SlackError('restricted_action')
      return { channel: presentConversation(world, createChannel(world, args.name, isPrivate, me(world))) }
    },
  },
  'conversations.rename': {
    tier: 2,
    scopes: conversationScopes('write'),
    required: ['channel'],
    run(world, args) {
      const channel = joinedChannel(world, args.channel, me(world))
      renameChannel(world, channel, args.name, me(world))
      return { channel: presentConversation(world, channel) }
    },
  },
  'conversations.archive': {
    tier: 2,
    scopes: conversationScopes('write'),
    required: ['channel'],
    run(world, args) {
      const channel = joinedChannel(world, args.channel, me(world))
      if (!world.rules.mayArchive) throw new SlackError('restricted_action')
      setArchived(world, channel, true, me(world))
      return {}
    },
  },
  'conversations.unarchive': {
    tier: 2,
    scopes: conversationScopes('write'),
    required: ['channel'],
    run(world, args) {
      const channel = visibleConversation(world, args.channel, me(world))
      if (!channel.archived) throw new SlackError('not_archived')
      if (!world.rules.botMayUnarchive) throw new SlackError('not_in_channel')
      setArchived(world, channel, false, me(world))
      return {}
    },
  },
  'conversations.setTopic': describe('topic'),
  'conversations.setPurpose': describe('purpose'),
}
