import { messageLimits } from '../slack/limits.ts'
import { conversationChanged } from './channels.ts'
import { tellMessage, tellMessageChange } from './deliver/events.ts'
import { nextTs } from './ids.ts'
import type { MessageContent } from './message-content.ts'
import { SlackError } from './slack-error.ts'
import { shareShown } from './slack-files.ts'
import type { Conversation, Ephemeral, Message } from './state.ts'
import type { World } from './world.ts'

/** Puts a message into a conversation and tells those who see it. */
export function postMessage(
  world: World,
  conversation: Conversation,
  author: { user: string; byBot: boolean },
  content: MessageContent,
  threadTs?: string,
): Message {
  if (conversation.archived) throw new SlackError('is_archived')
  const root = threadTs ? threadRoot(world, conversation, threadTs) : undefined
  world.state.lastTs = nextTs(world.state.lastTs, world.now())
  const message: Message = { ...blankMessage(world.state.lastTs, author), ...content }
  if (root) message.threadTs = root.ts
  conversation.messages.set(message.ts, message)
  shareShown(world, conversation, content.blocks)
  if (!author.byBot) conversation.lastRead.set(author.user, message.ts)
  conversationChanged(world, conversation)
  tellMessage(world, conversation, message)
  return message
}

// A reply to a reply goes to the same root; a root is one from its first reply on.
function threadRoot(world: World, conversation: Conversation, threadTs: string): Message | undefined {
  const found = conversation.messages.get(threadTs)
  const root = found?.threadTs ? conversation.messages.get(found.threadTs) : found
  if (!root && world.rules.refusesLostThreads) throw new SlackError('thread_not_found')
  if (root) root.threadTs = root.ts
  return root
}

function blankMessage(ts: string, author: { user: string; byBot: boolean }): Message {
  return { ts, ...author, text: '', blocks: [], attachments: [], reactions: [], files: [], typed: new Map() }
}

// Slack's client forgets them at the next reload.
const keptEphemerals = 500

/** A message for one person, in no history. */
export function postEphemeral(
  world: World,
  conversation: Conversation,
  author: { user: string; byBot: boolean },
  onlyFor: string,
  content: MessageContent,
  threadTs?: string,
): Ephemeral {
  world.state.lastTs = nextTs(world.state.lastTs, world.now())
  const message: Ephemeral = { ...blankMessage(world.state.lastTs, author), ...content, onlyFor }
  if (threadTs) message.threadTs = threadTs
  conversation.ephemerals.push(message)
  if (conversation.ephemerals.length > keptEphemerals) conversation.ephemerals.shift()
  world.changes.emit({ type: 'conversation', id: conversation.id }, [onlyFor])
  return message
}

/** The message, or the ephemeral only this person has. */
export function findMessage(conversation: Conversation, ts: string, userId: string): Message | null {
  const own = conversation.ephemerals.find((one) => one.ts === ts && one.onlyFor === userId)
  return own ?? conversation.messages.get(ts) ?? null
}

/**
 * Changes what stands in a message. Text given without blocks takes the blocks away; blocks given leave no "edited"
 * mark (docs.slack.dev, chat.update).
 */
export function editMessage(
  world: World,
  conversation: Conversation,
  message: Message,
  content: Partial<MessageContent>,
): void {
  const onlyText = content.text !== undefined && content.blocks === undefined
  const before = { ...message }
  Object.assign(message, content)
  if (conversation.messages.has(message.ts)) shareShown(world, conversation, content.blocks)
  if (onlyText) {
    message.blocks = []
    world.state.lastTs = nextTs(world.state.lastTs, world.now())
    message.edited = { user: message.user, ts: world.state.lastTs }
  }
  conversationChanged(world, conversation)
  tellMessageChange(world, conversation, before, message)
}

/** Takes a message away, with its pin; replies stay as they do in Slack. */
export function removeMessage(world: World, conversation: Conversation, message: Message): void {
  conversation.ephemerals = conversation.ephemerals.filter((one) => one !== message)
  conversation.messages.delete(message.ts)
  conversation.pins.delete(message.ts)
  conversationChanged(world, conversation)
  tellMessageChange(world, conversation, message, null)
}

/** Roots of a conversation, newest first. */
export function rootsOf(conversation: Conversation): Message[] {
  return [...conversation.messages.values()].filter((one) => !one.threadTs || one.threadTs === one.ts).reverse()
}

/** A thread: root and replies, oldest first. */
export function threadOf(conversation: Conversation, ts: string): Message[] {
  return [...conversation.messages.values()].filter((one) => one.ts === ts || one.threadTs === ts)
}

/** How many messages of others a person has not read yet. */
export function unreadCount(conversation: Conversation, userId: string): number {
  const read = conversation.lastRead.get(userId) ?? '0'
  let count = 0
  for (const message of conversation.messages.values()) {
    if (message.ts > read && message.user !== userId && !message.subtype) count += 1
  }
  return count
}

/** Slack's limit for `chat.update`, in characters. */
export function tooLongToUpdate(text: string): boolean {
  return [...text].length > messageLimits.updateText
}
