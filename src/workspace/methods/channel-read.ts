import { joinedConversation, visibleConversation } from '../channels.ts'
import { findMessage, rootsOf, threadOf } from '../messages.ts'
import { presentConversation, presentMessage } from '../present.ts'
import { SlackError } from '../slack-error.ts'
import type { Message } from '../state.ts'
import type { World } from '../world.ts'
import { conversationsOfTypes } from './conversation-list.ts'
import { type Args, conversationScopes, type Method, me, page, readFlag } from './method.ts'

// Bounds are exclusive unless `inclusive` is given (docs.slack.dev, conversations.history).
function between(messages: Message[], args: Args): Message[] {
  for (const bound of ['oldest', 'latest'] as const) {
    if (args[bound] !== undefined && Number.isNaN(Number(args[bound]))) throw new SlackError(`invalid_ts_${bound}`)
  }
  const oldest = Number(args.oldest ?? 0)
  const latest = args.latest === undefined ? Number.POSITIVE_INFINITY : Number(args.latest)
  const inclusive = readFlag(args.inclusive)
  return messages.filter((one) => {
    const ts = Number(one.ts)
    return inclusive ? ts >= oldest && ts <= latest : ts > oldest && ts < latest
  })
}

function historyPage(world: World, messages: Message[], args: Args, most: number) {
  if (!world.rules.commercialApp) return page(world, messages, args, { limit: Math.min(most, 100), max: most })
  return page(world, messages, { ...args, limit: Math.min(Number(args.limit ?? 15) || 15, 15) }, { limit: 15, max: 15 })
}

/** Reading conversations. */
export const channelReadMethods: Record<string, Method> = {
  'conversations.info': {
    tier: 3,
    scopes: conversationScopes('read'),
    required: ['channel'],
    run(world, args) {
      const channel = visibleConversation(world, args.channel, me(world))
      return { channel: presentConversation(world, channel, readFlag(args.include_num_members)) }
    },
  },
  'conversations.list': {
    tier: 2,
    scopes: ['channels:read', 'groups:read', 'im:read', 'mpim:read'],
    run(world, args) {
      const { items, response_metadata } = page(world, conversationsOfTypes(world, args), args, {
        limit: 100,
        max: 999,
      })
      return { channels: items.map((one) => presentConversation(world, one, true)), response_metadata }
    },
  },
  'conversations.history': {
    tier: 3,
    scopes: conversationScopes('history'),
    required: ['channel'],
    run(world, args) {
      const channel = joinedConversation(world, args.channel, me(world))
      const { items, response_metadata } = historyPage(world, between(rootsOf(channel), args), args, 999)
      const withMetadata = readFlag(args.include_all_metadata)
      const messages = items.map((one) => presentMessage(world, channel, one, withMetadata))
      return {
        messages,
        has_more: response_metadata.next_cursor !== '',
        pin_count: channel.pins.size,
        response_metadata,
      }
    },
  },
  'conversations.replies': {
    tier: 3,
    scopes: conversationScopes('history'),
    required: ['channel', 'ts'],
    run(world, args) {
      const channel = joinedConversation(world, args.channel, me(world))
      const asked = findMessage(channel, String(args.ts), me(world))
      if (!asked) throw new SlackError('thread_not_found')
      const thread = threadOf(channel, asked.threadTs ?? asked.ts)
      const bounded = [thread[0] as Message, ...between(thread.slice(1), args)]
      const { items, response_metadata } = historyPage(world, bounded, args, 1000)
      const withMetadata = readFlag(args.include_all_metadata)
      const messages = items.map((one) => presentMessage(world, channel, one, withMetadata))
      return { messages, has_more: response_metadata.next_cursor !== '', response_metadata }
    },
  },
}
