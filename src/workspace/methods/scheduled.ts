import { readNewContent } from '../message-content.ts'
import { schedule } from '../scheduled.ts'
import { SlackError } from '../slack-error.ts'
import { messageTarget, threadArg } from './chat.ts'
import { type Method, page } from './method.ts'

/** Messages for later. */
export const scheduledMethods: Record<string, Method> = {
  'chat.scheduleMessage': {
    tier: 3,
    scopes: ['chat:write'],
    required: ['channel', 'post_at'],
    run(world, args) {
      const conversation = messageTarget(world, args.channel, threadArg(args))
      const content = readNewContent(world, args)
      const waiting = schedule(world, conversation, args.post_at, content, threadArg(args))
      return {
        channel: conversation.id,
        scheduled_message_id: waiting.id,
        post_at: waiting.postAt,
        message: { text: content.text, type: 'delayed_message', bot_id: world.state.app.botId },
      }
    },
  },
  'chat.deleteScheduledMessage': {
    tier: 3,
    scopes: ['chat:write'],
    required: ['channel', 'scheduled_message_id'],
    run(world, args) {
      const waiting = world.state.scheduled.get(String(args.scheduled_message_id))
      if (!waiting || waiting.channelId !== args.channel) throw new SlackError('invalid_scheduled_message_id')
      world.state.scheduled.delete(waiting.id)
      world.changes.emit({ type: 'state' }, [])
      return {}
    },
  },
  'chat.scheduledMessages.list': {
    tier: 3,
    run(world, args) {
      if (args.channel && !world.state.conversations.has(String(args.channel))) throw new SlackError('invalid_channel')
      const oldest = Number(args.oldest ?? 0)
      const latest = args.latest === undefined ? Number.POSITIVE_INFINITY : Number(args.latest)
      const fitting = [...world.state.scheduled.values()].filter(
        (one) => (!args.channel || one.channelId === args.channel) && one.postAt >= oldest && one.postAt <= latest,
      )
      fitting.sort((a, b) => a.postAt - b.postAt)
      const { items, response_metadata } = page(world, fitting, args, { limit: 100, max: 100 })
      const scheduled_messages = items.map((one) => ({
        id: one.id,
        channel_id: one.channelId,
        post_at: one.postAt,
        date_created: one.created,
        text: one.content.text,
      }))
      return { scheduled_messages, response_metadata }
    },
  },
}
