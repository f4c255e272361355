import { readNewContent } from '../message-content.ts'
import { editMessage, findMessage, postEphemeral, postMessage, removeMessage } from '../messages.ts'
import type { ResponseTarget } from '../response-urls.ts'
import { SlackError } from '../slack-error.ts'
import type { Conversation } from '../state.ts'
import type { World } from '../world.ts'

/**
 * Does what a body sent to a response_url, or given as a command's acknowledgement, asks for: a line for the person
 * alone (default), one for the channel, or changing or removing the message clicked. The bot need not be a member.
 */
export function applyReply(world: World, target: ResponseTarget, body: Record<string, unknown>): void {
  const conversation = world.state.conversations.get(target.conversationId)
  if (!conversation) throw new SlackError('channel_not_found')
  const original = target.ts ? findMessage(conversation, target.ts, target.userId) : null
  if (body.delete_original === true || body.delete_original === 'true') {
    if (original) removeMessage(world, conversation, original)
    return
  }
  const content = readNewContent(world, body)
  if (body.replace_original === true || body.replace_original === 'true') {
    if (!original) throw new SlackError('message_not_found')
    // A replacement is whole: what it does not bring is gone.
    editMessage(world, conversation, original, { blocks: [], attachments: [], ...content })
    if (target.ephemeral) world.changes.emit({ type: 'conversation', id: conversation.id }, [target.userId])
    return
  }
  addReply(world, conversation, target, body, content)
}

function addReply(
  world: World,
  conversation: Conversation,
  target: ResponseTarget,
  body: Record<string, unknown>,
  content: ReturnType<typeof readNewContent>,
): void {
  const author = { user: world.state.app.botUserId, byBot: true }
  const thread = typeof body.thread_ts === 'string' ? body.thread_ts : undefined
  const open = target.open === true && body.response_type !== 'ephemeral'
  if (open || body.response_type === 'in_channel') postMessage(world, conversation, author, content, thread)
  else postEphemeral(world, conversation, author, target.userId, content, thread ?? target.threadTs)
}
