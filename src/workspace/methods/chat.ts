import { joinedConversation, openDm, visibleConversation } from '../channels.ts'
import { readContent, readNewContent } from '../message-content.ts'
import { editMessage, postEphemeral, postMessage, removeMessage, tooLongToUpdate } from '../messages.ts'
import { otherSide, presentMessage } from '../present.ts'
import { SlackError } from '../slack-error.ts'
import type { Conversation, Message } from '../state.ts'
import type { World } from '../world.ts'
import { type Args, type Method, me } from './method.ts'

/**
 * Where the bot may write: a person's id stands for their direct message with the app. Throws by Slack's codes, those
 * of channels with rules of their own included.
 */
export function messageTarget(world: World, id: unknown, threadTs: string | undefined): Conversation {
  const user = typeof id === 'string' ? world.state.users.get(id) : undefined
  if (user?.deactivated) throw new SlackError('channel_not_found')
  const conversation = user ? openDm(world, me(world), user.id) : joinedConversation(world, id, me(world))
  if (conversation.kind === 'im') checkDm(world, conversation)
  if (conversation.archived) throw new SlackError('is_archived')
  checkPosting(conversation, threadTs)
  return conversation
}

function checkPosting({ posting }: Conversation, threadTs: string | undefined): void {
  if (posting === 'read_only') throw new SlackError('restricted_action_read_only_channel')
  if (posting === 'thread_only' && !threadTs) throw new SlackError('restricted_action_thread_only_channel')
  if (posting === 'non_threadable' && threadTs) throw new SlackError('restricted_action_non_threadable_channel')
}

function checkDm(world: World, conversation: Conversation): void {
  if (!world.rules.messagesTab) throw new SlackError('messages_tab_disabled')
  const other = world.state.users.get(otherSide(conversation, me(world)))
  // No page names the code for a direct message whose person has left: assumed, see "user_disabled" for opening one.
  if (other?.deactivated) throw new SlackError('channel_not_found')
}

function ownMessage(world: World, args: Args, refused: string): { conversation: Conversation; message: Message } {
  const conversation = joinedConversation(world, args.channel, me(world))
  const message = conversation.messages.get(String(args.ts))
  if (!message) throw new SlackError('message_not_found')
  if (!message.byBot) throw new SlackError(refused)
  return { conversation, message }
}

/** `thread_ts`, when it was given. */
export function threadArg(args: Args): string | undefined {
  return typeof args.thread_ts === 'string' && args.thread_ts !== '' ? args.thread_ts : undefined
}

function update(world: World, args: Args): Record<string, unknown> {
  const { conversation, message } = ownMessage(world, args, 'cant_update_message')
  if (conversation.archived) throw new SlackError('is_inactive')
  if (typeof args.text === 'string' && tooLongToUpdate(args.text)) throw new SlackError('msg_too_long')
  const age = world.now() - Number(message.ts) * 1000
  if (world.rules.editWindowMs !== null && age > world.rules.editWindowMs) throw new SlackError('edit_window_closed')
  const content = readContent(world, args)
  if (Object.keys(content).length === 0) throw new SlackError('no_text')
  editMessage(world, conversation, message, content)
  const shown = presentMessage(world, conversation, message, true)
  return { channel: conversation.id, ts: message.ts, text: message.text, message: shown }
}

/** Writing, changing and taking back messages. */
export const chatMethods: Record<string, Method> = {
  'chat.postMessage': {
    tier: 'post',
    scopes: ['chat:write'],
    required: ['channel'],
    run(world, args) {
      const conversation = messageTarget(world, args.channel, threadArg(args))
      const content = readNewContent(world, args)
      const message = postMessage(world, conversation, { user: me(world), byBot: true }, content, threadArg(args))
      return { channel: conversation.id, ts: message.ts, message: presentMessage(world, conversation, message, true) }
    },
  },
  'chat.update': { tier: 3, scopes: ['chat:write'], required: ['channel', 'ts'], run: update },
  'chat.delete': {
    tier: 3,
    scopes: ['chat:write'],
    required: ['channel', 'ts'],
    run(world, args) {
      const { conversation, message } = ownMessage(world, args, 'cant_delete_message')
      removeMessage(world, conversation, message)
      return { channel: conversation.id, ts: message.ts }
    },
  },
  'chat.postEphemeral': {
    tier: 4,
    scopes: ['chat:write'],
    required: ['channel', 'user'],
    run(world, args) {
      const conversation = messageTarget(world, args.channel, threadArg(args))
      if (!conversation.members.has(String(args.user))) throw new SlackError('user_not_in_channel')
      const content = readNewContent(world, args)
      const author = { user: me(world), byBot: true }
      return { message_ts: postEphemeral(world, conversation, author, String(args.user), content, threadArg(args)).ts }
    },
  },
  'chat.getPermalink': {
    tier: null,
    required: ['channel', 'message_ts'],
    run(world, args) {
      const conversation = visibleConversation(world, args.channel, me(world))
      const ts = String(args.message_ts)
      if (!conversation.messages.has(ts)) throw new SlackError('message_not_found')
      return {
        channel: conversation.id,
        permalink: `${world.url()}/archives/${conversation.id}/p${ts.replace('.', '')}`,
      }
    },
  },
}
