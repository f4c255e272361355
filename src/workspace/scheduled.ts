import { newId } from './ids.ts'
import type { MessageContent } from './message-content.ts'
import { postMessage } from './messages.ts'
import { SlackError } from './slack-error.ts'
import type { Conversation, Scheduled } from './state.ts'
import type { World } from './world.ts'

// docs.slack.dev, chat.scheduleMessage: 120 days ahead, 30 messages of a channel in any 5 minutes.
const furthestSeconds = 120 * 86_400
const windowSeconds = 300
const mostInWindow = 30

/** Puts a message aside until `postAt` (Unix seconds). */
export function schedule(
  world: World,
  conversation: Conversation,
  postAt: unknown,
  content: MessageContent,
  threadTs?: string,
): Scheduled {
  const time = Number(postAt)
  const now = world.now() / 1000
  if (!Number.isInteger(time) || time <= 0) throw new SlackError('invalid_time')
  if (time <= now) throw new SlackError('time_in_past')
  if (time > now + furthestSeconds) throw new SlackError('time_too_far')
  if (crowded(world, conversation.id, time)) throw new SlackError('restricted_too_many')
  const waiting: Scheduled = {
    id: newId('Q'),
    channelId: conversation.id,
    postAt: time,
    created: Math.floor(now),
    content,
    ...(threadTs ? { threadTs } : {}),
  }
  world.state.scheduled.set(waiting.id, waiting)
  world.changes.emit({ type: 'state' }, [])
  awaitTime(world, waiting)
  return waiting
}

function crowded(world: World, channelId: string, time: number): boolean {
  const near = [...world.state.scheduled.values()].filter(
    (one) => one.channelId === channelId && Math.abs(one.postAt - time) < windowSeconds,
  )
  return near.length >= mostInWindow
}

function awaitTime(world: World, waiting: Scheduled): void {
  world.timers.at(waiting.postAt * 1000, () => post(world, waiting))
}

function post(world: World, waiting: Scheduled): void {
  if (!world.state.scheduled.delete(waiting.id)) return
  world.changes.emit({ type: 'state' }, [])
  // A message with metadata is taken and then never posted (docs.slack.dev, chat.scheduleMessage, "bug alert").
  if (waiting.content.metadata) return
  const conversation = world.state.conversations.get(waiting.channelId)
  const bot = world.state.app.botUserId
  if (!conversation || conversation.archived || !conversation.members.has(bot)) return
  const { threadTs } = waiting
  const root = threadTs && conversation.messages.has(threadTs) ? threadTs : undefined
  postMessage(world, conversation, { user: bot, byBot: true }, waiting.content, root)
}

/** After a start: what an earlier run put aside is awaited again. */
export function resumeScheduled(world: World): void {
  for (const waiting of world.state.scheduled.values()) awaitTime(world, waiting)
}
