import { conversationChanged } from '../channels.ts'
import { tellEvent } from '../deliver/events.ts'
import { presentMessage } from '../present.ts'
import { SlackError } from '../slack-error.ts'
import type { Conversation, Message } from '../state.ts'
import type { World } from '../world.ts'
import { type Args, type Method, markedMessage, me } from './method.ts'

function emojiName(value: unknown): string {
  const name = String(value).replace(/^:|:$/g, '')
  if (!/^[a-z0-9_+'-]+(::skin-tone-[2-6])?$/.test(name)) throw new SlackError('invalid_name')
  return name
}

// docs.slack.dev, reactions.add: too_many_emoji (of different kinds on one message).
const most = 50

/** One person's reaction to a message; `already_reacted` when it is there. */
export function react(world: World, conversation: Conversation, message: Message, wanted: unknown, by: string): void {
  const name = emojiName(wanted)
  const known = message.reactions.find((one) => one.name === name)
  if (known?.users.includes(by)) throw new SlackError('already_reacted')
  if (!known && message.reactions.length >= most) throw new SlackError('too_many_emoji')
  if (known) known.users.push(by)
  else message.reactions.push({ name, users: [by] })
  conversationChanged(world, conversation)
  tellReaction(world, 'reaction_added', conversation, message, name, by)
}

/** Takes it back; `no_reaction` when there is none. */
export function unreact(world: World, conversation: Conversation, message: Message, wanted: unknown, by: string): void {
  const name = emojiName(wanted)
  const known = message.reactions.find((one) => one.name === name)
  if (!known?.users.includes(by)) throw new SlackError('no_reaction')
  known.users = known.users.filter((one) => one !== by)
  message.reactions = message.reactions.filter((one) => one.users.length > 0)
  conversationChanged(world, conversation)
  tellReaction(world, 'reaction_removed', conversation, message, name, by)
}

function tellReaction(
  world: World,
  type: string,
  conversation: Conversation,
  message: Message,
  reaction: string,
  user: string,
): void {
  const item = { type: 'message', channel: conversation.id, ts: message.ts }
  tellEvent(world, type, () => ({ user, reaction, item, item_user: message.user }), conversation)
}

function marked(world: World, args: Args): { conversation: Conversation; message: Message } {
  const found = markedMessage(world, args)
  if (found.conversation.archived) throw new SlackError('is_archived')
  return found
}

/** Emoji under messages. */
export const reactionMethods: Record<string, Method> = {
  'reactions.add': {
    tier: 3,
    scopes: ['reactions:write'],
    required: ['channel', 'name'],
    run(world, args) {
      const { conversation, message } = marked(world, args)
      react(world, conversation, message, args.name, me(world))
      return {}
    },
  },
  'reactions.remove': {
    tier: 2,
    scopes: ['reactions:write'],
    required: ['name'],
    run(world, args) {
      const { conversation, message } = marked(world, args)
      unreact(world, conversation, message, args.name, me(world))
      return {}
    },
  },
  'reactions.get': {
    tier: 3,
    scopes: ['reactions:read'],
    run(world, args) {
      const { conversation, message } = markedMessage(world, args)
      const shown = presentMessage(world, conversation, message, false)
      return { type: 'message', channel: conversation.id, message: shown }
    },
  },
}
