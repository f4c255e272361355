import { editMessage, findMessage, removeMessage } from '../messages.ts'
import { pin, unpin } from '../methods/channel-marks.ts'
import { react, unreact } from '../methods/reactions.ts'
import type { MessageMark } from '../protocol.ts'
import { SlackError } from '../slack-error.ts'
import type { World } from '../world.ts'
import { actingUser, ownConversation } from './person.ts'

/** A person reacts to a message, pins it, or changes or deletes what they wrote themselves. */
export function markMessage(world: World, userId: string, conversationId: string, ts: string, mark: MessageMark): void {
  const user = actingUser(world, userId)
  const conversation = ownConversation(world, conversationId, userId)
  const message = findMessage(conversation, ts, userId)
  if (!message) throw new SlackError('message_not_found')
  if (conversation.archived) throw new SlackError('is_archived')
  switch (mark.do) {
    case 'react':
      react(world, conversation, message, mark.name, userId)
      break
    case 'unreact':
      unreact(world, conversation, message, mark.name, userId)
      break
    case 'pin':
      pin(world, conversation, message, userId)
      break
    case 'unpin':
      unpin(world, conversation, message, userId)
      break
    case 'edit':
      if (message.user !== userId) throw new SlackError('cant_update_message')
      editMessage(world, conversation, message, { text: mark.text })
      break
    case 'delete':
      // Administrators may take away anybody's messages, the bot's included.
      if (message.user !== userId && user.kind !== 'admin' && user.kind !== 'owner')
        throw new SlackError('cant_delete_message')
      removeMessage(world, conversation, message)
      break
  }
}
