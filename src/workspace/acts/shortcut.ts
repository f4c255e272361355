import { deliver } from '../deliver/deliver.ts'
import { findMessage } from '../messages.ts'
import { payloadChannelName, presentMessage } from '../present.ts'
import { SlackError } from '../slack-error.ts'
import type { World } from '../world.ts'
import { actingUser, interactionParts, type Outcome, ownConversation } from './person.ts'

/** The message a message shortcut is about. */
export interface ShortcutTarget {
  conversationId: string
  ts: string
}

/** A person picks a shortcut from the lightning menu, or, with a target, from a message's menu. */
export async function useShortcut(
  world: World,
  userId: string,
  callbackId: string,
  target: ShortcutTarget | null,
): Promise<Outcome> {
  const user = actingUser(world, userId)
  const type = target ? 'message' : 'global'
  if (world.shortcuts && !world.shortcuts.some((one) => one.callbackId === callbackId && one.type === type))
    throw new SlackError('not_found')
  const payload = {
    type: target ? 'message_action' : 'shortcut',
    ...interactionParts(world, user),
    callback_id: callbackId,
    trigger_id: world.triggers.issue(userId, null),
    action_ts: `${Math.floor(world.now() / 1000)}.000000`,
    ...(target ? aboutMessage(world, userId, target) : {}),
  }
  const ack = await deliver(world, `${payload.type}:${callbackId}`, userId, 'interactive', payload)
  return ack.outcome === 'acknowledged' ? { ok: true } : { ok: false, error: 'no_answer' }
}

// Ephemerals have no such menu, since Slack keeps none.
function aboutMessage(world: World, userId: string, { conversationId, ts }: ShortcutTarget): Record<string, unknown> {
  const conversation = ownConversation(world, conversationId, userId)
  const message = findMessage(conversation, ts, userId)
  if (!message || 'onlyFor' in message) throw new SlackError('message_not_found')
  return {
    message_ts: ts,
    channel: { id: conversation.id, name: payloadChannelName(conversation) },
    message: presentMessage(world, conversation, message, false),
    response_url: world.responseUrls.issue({ userId, conversationId, ts, ephemeral: false }),
  }
}
