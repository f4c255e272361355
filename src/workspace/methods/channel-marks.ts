import { conversationChanged, joinedConversation } from '../channels.ts'
import { tellEvent } from '../deliver/events.ts'
import { newId } from '../ids.ts'
import { presentMessage } from '../present.ts'
import { SlackError } from '../slack-error.ts'
import type { Bookmark, Conversation, Message } from '../state.ts'
import type { World } from '../world.ts'
import { type Args, type Method, markedMessage, me } from './method.ts'

function bookmarked(world: World, args: Args): Conversation {
  const conversation = joinedConversation(world, args.channel_id, me(world))
  if (conversation.kind !== 'channel') throw new SlackError('not_implemented')
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

/** Pins a message to its conversation; `already_pinned`, `too_many_pins`. */
export function pin(world: World, conversation: Conversation, message: Message, by: string): void {
  if (conversation.pins.has(message.ts)) throw new SlackError('already_pinned')
  if (conversation.pins.size >= most) throw new SlackError('too_many_pins')
  conversation.pins.set(message.ts, { by, at: Math.floor(world.now() / 1000) })
  conversationChanged(world, conversation)
  tellPin(world, 'pin_added', conversation, message, by)
}

/** Takes the pin away; `no_pin` when there is none. */
export function unpin(world: World, conversation: Conversation, message: Message, by: string): void {
  if (!conversation.pins.delete(message.ts)) throw new SlackError('no_pin')
  conversationChanged(world, conversation)
  tellPin(world, 'pin_removed', conversation, message, by)
}

function tellPin(world: World, type: string, conversation: Conversation, message: Message, user: string): void {
  const body = () => {
    const shown = presentMessage(world, conversation, message, false)
    return { user, channel_id: conversation.id, item: { type: 'message', channel: conversation.id, message: shown } }
  }
  tellEvent(world, type, body, conversation)
}

const pins: Record<string, Method> = {
  'pins.add': {
    tier: 2,
    scopes: ['pins:write'],
    required: ['channel'],
    run(world, args) {
      const { conversation, message } = markedMessage(world, args)
      pin(world, conversation, message, me(world))
      return {}
    },
  },
  'pins.remove': {
    tier: 2,
    scopes: ['pins:write'],
    required: ['channel'],
    run(world, args) {
      const { conversation, message } = markedMessage(world, args)
      unpin(world, conversation, message, me(world))
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

/** Pins and bookmarks: marks on a channel and its messages. */
export const channelMarkMethods: Record<string, Method> = { ...pins, ...bookmarks }
