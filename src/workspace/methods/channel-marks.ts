import { conversationChanged, joinedConversation } from '../channels.ts'
import { newId } from '../ids.ts'
import { presentMessage } from '../present.ts'
import { SlackError } from '../slack-error.ts'
import type { Bookmark, Conversation, Message } from '../state.ts'
import type { World } from '../world.ts'
import { type Args, type Method, me } from './method.ts'

function item(world: World, args: Args): { conversation: Conversation; message: Message } {
  const conversation = joinedConversation(world, args.channel, me(world))
  if (args.timestamp === undefined || args.timestamp === '') throw new SlackError('no_item_specified')
  const message = conversation.messages.get(String(args.timestamp))
  if (!message) throw new SlackError('message_not_found')
  return { conversation, message }
}

function bookmarked(world: World, args: Args): Conversation {
  const conversation = joinedConversation(world, args.channel_id, me(world))
  if (conversation.kind === 'im') throw new SlackError('not_implemented')
  return conversation
}

function knownBookmark(conversation: Conversation, id: unknown): Bookmark {
  const found = conversation.bookmarks.find((one) => one.id === id)
  if (!found) throw new SlackError('not_found')
  return found
}

function checkLink(link: unknown): string {
  if (typeof link !== 'string' || !URL.canParse(link)) throw new SlackError('invalid_link')
  return link
}

function presentBookmark(conversation: Conversation, bookmark: Bookmark): Record<string, unknown> {
  return { ...bookmark, channel_id: conversation.id, type: 'link' }
}

// Slack's own bound (docs.slack.dev, pins.add: too_many_pins; bookmarks: 100 a channel).
const most = 100

const pins: Record<string, Method> = {
  'pins.add': {
    tier: 2,
    scopes: ['pins:write'],
    required: ['channel'],
    run(world, args) {
      const { conversation, message } = item(world, args)
      if (conversation.pins.has(message.ts)) throw new SlackError('already_pinned')
      if (conversation.pins.size >= most) throw new SlackError('too_many_pins')
      conversation.pins.set(message.ts, { by: me(world), at: Math.floor(world.now() / 1000) })
      conversationChanged(world, conversation)
      return {}
    },
  },
  'pins.remove': {
    tier: 2,
    scopes: ['pins:write'],
    required: ['channel'],
    run(world, args) {
      const { conversation, message } = item(world, args)
      if (!conversation.pins.delete(message.ts)) throw new SlackError('no_pin')
      conversationChanged(world, conversation)
      return {}
    },
  },
  'pins.list': {
    tier: 2,
    scopes: ['pins:read'],
    required: ['channel'],
    run(world, args) {
      const conversation = joinedConversation(world, args.channel, me(world))
      const items = [...conversation.pins].map(([ts, pin]) => ({
        type: 'message',
        channel: conversation.id,
        created: pin.at,
        created_by: pin.by,
        message: presentMessage(world, conversation, conversation.messages.get(ts) as Message, false),
      }))
      return { items }
    },
  },
}

const bookmarks: Record<string, Method> = {
  'bookmarks.add': {
    tier: 2,
    scopes: ['bookmarks:write'],
    required: ['channel_id', 'title', 'type'],
    run(world, args) {
      const conversation = bookmarked(world, args)
      if (args.type !== 'link') throw new SlackError('invalid_bookmark_type')
      if (conversation.bookmarks.length >= most) throw new SlackError('too_many_bookmarks')
      const bookmark = {
        id: newId('Bk'),
        title: String(args.title),
        link: checkLink(args.link),
        emoji: String(args.emoji ?? ''),
      }
      conversation.bookmarks.push(bookmark)
      conversationChanged(world, conversation)
      return { bookmark: presentBookmark(conversation, bookmark) }
    },
  },
  'bookmarks.edit': {
    tier: 2,
    scopes: ['bookmarks:write'],
    required: ['channel_id', 'bookmark_id'],
    run(world, args) {
      const conversation = bookmarked(world, args)
      const bookmark = knownBookmark(conversation, args.bookmark_id)
      if (args.title !== undefined) bookmark.title = String(args.title)
      if (args.emoji !== undefined) bookmark.emoji = String(args.emoji)
      if (args.link !== undefined) bookmark.link = checkLink(args.link)
      conversationChanged(world, conversation)
      return { bookmark: presentBookmark(conversation, bookmark) }
    },
  },
  'bookmarks.list': {
    tier: 3,
    scopes: ['bookmarks:read'],
    required: ['channel_id'],
    run(world, args) {
      const conversation = bookmarked(world, args)
      return { bookmarks: conversation.bookmarks.map((one) => presentBookmark(conversation, one)) }
    },
  },
  'bookmarks.remove': {
    tier: 2,
    scopes: ['bookmarks:write'],
    required: ['channel_id', 'bookmark_id'],
    run(world, args) {
      const conversation = bookmarked(world, args)
      const bookmark = knownBookmark(conversation, args.bookmark_id)
      conversation.bookmarks = conversation.bookmarks.filter((one) => one !== bookmark)
      conversationChanged(world, conversation)
      return {}
    },
  },
}

/** Pins, bookmarks and reactions: marks on a channel and its messages. */
export const channelMarkMethods: Record<string, Method> = {
  ...pins,
  ...bookmarks,
  'reactions.add': {
    tier: 3,
    scopes: ['reactions:write'],
    required: ['channel', 'name'],
    run(world, args) {
      const { conversation, message } = item(world, args)
      const name = String(args.name).replace(/^:|:$/g, '')
      if (!/^[a-z0-9_+-]+$/.test(name)) throw new SlackError('invalid_name')
      const known = message.reactions.find((one) => one.name === name)
      if (known?.users.includes(me(world))) throw new SlackError('already_reacted')
      if (known) known.users.push(me(world))
      else message.reactions.push({ name, users: [me(world)] })
      conversationChanged(world, conversation)
      return {}
    },
  },
}
