import { postMessage } from '../messages.ts'
import { SlackError } from '../slack-error.ts'
import type { Message } from '../state.ts'
import type { World } from '../world.ts'
import { actingUser, ownConversation } from './person.ts'

/** A person writes. As in Slack's client, `&`, `<`, `>` are escaped and `@handle` becomes a mention. */
export function say(world: World, userId: string, conversationId: string, text: string, threadTs?: string): Message {
  actingUser(world, userId)
  const conversation = ownConversation(world, conversationId, userId)
  if (text.trim() === '') throw new SlackError('no_text')
  const escaped = text.replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign] as string)
  const mentioned = escaped.replace(/(?<!\S)@([a-z0-9._-]+)/g, (whole, name: string) => {
    const id = world.lookups.byHandle.get(name)
    return id ? `<@${id}>` : whole
  })
  return postMessage(world, conversation, { user: userId, byBot: false }, { text: mentioned }, threadTs)
}
