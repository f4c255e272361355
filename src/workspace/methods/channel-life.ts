import {
  createChannel,
  describeChannel,
  joinedChannel,
  openDm,
  renameChannel,
  setArchived,
  visibleConversation,
} from '../channels.ts'
import { sees } from '../people.ts'
import { presentConversation } from '../present.ts'
import { SlackError } from '../slack-error.ts'
import type { Conversation } from '../state.ts'
import { dmKey, type World } from '../world.ts'
import { type Args, conversationScopes, type Method, me, missingScope, readFlag, readList } from './method.ts'

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

// docs.slack.dev, conversations.open: "up to 8 users" besides the caller.
const largestGroup = 8

function peopleToTalkTo(world: World, args: Args): string[] {
  const ids = [...new Set(readList(args.users))].filter((id, _at, all) => id !== me(world) || all.length === 1)
  if (ids.length === 0) throw new SlackError('users_list_not_supplied')
  if (ids.length > largestGroup) throw new SlackError('too_many_users')
  for (const id of ids) {
    const user = world.state.users.get(id)
    if (!user) throw new SlackError('user_not_found')
    if (!sees(world, user)) throw new SlackError('user_not_visible')
    if (user.deactivated) throw new SlackError('user_disabled')
  }
  return ids
}

function open(world: World, args: Args): Record<string, unknown> {
  const show = (one: Conversation) => (readFlag(args.return_im) ? presentConversation(world, one) : { id: one.id })
  if (typeof args.channel === 'string' && args.channel !== '') {
    return { channel: show(visibleConversation(world, args.channel, me(world))) }
  }
  const ids = peopleToTalkTo(world, args)
  const needed = ids.length > 1 ? 'mpim:write' : 'im:write'
  if (!world.scopes.has(needed)) throw missingScope(world, [needed])
  const known = world.lookups.dms.has(dmKey(me(world), ...ids))
  if (!known && readFlag(args.prevent_creation)) throw new SlackError('channel_not_found')
  const channel = openDm(world, me(world), ...ids)
  return known ? { no_op: true, already_open: true, channel: show(channel) } : { channel: show(channel) }
}

function close(world: World, args: Args): Record<string, unknown> {
  const conversation = visibleConversation(world, args.channel, me(world))
  if (conversation.kind === 'channel') throw new SlackError('method_not_supported_for_channel_type')
  // Closing takes it from a side bar, which bots do not have; nothing else changes.
  return {}
}

/** Making, naming, describing and archiving conversations. */
export const channelLifeMethods: Record<string, Method> = {
  'conversations.open': { tier: 3, scopes: ['im:write', 'mpim:write'], run: open },
  'conversations.close': { tier: 2, scopes: conversationScopes('write'), required: ['channel'], run: close },
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
      if (channel.general) throw new SlackError('cant_archive_general')
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
      if (world.caller === null && !world.rules.botMayUnarchive) throw new SlackError('not_in_channel')
      setArchived(world, channel, false, me(world))
      return {}
    },
  },
  'conversations.setTopic': describe('topic'),
  'conversations.setPurpose': describe('purpose'),
}
