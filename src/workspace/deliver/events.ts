import { newId } from '../ids.ts'
import { presentMessage } from '../present.ts'
import type { Conversation, Message } from '../state.ts'
import type { World } from '../world.ts'
import { deliver } from './deliver.ts'

// Slack tries again at once, after a minute and after five, four deliveries in all (docs.slack.dev, "Events API").
const retryAfterMs = [0, 60_000, 300_000] as const

/**
 * Tells the bot that something happened, if the app is subscribed to it and sees the conversation. Nothing is told, and
 * nothing built, before any bot was connected: filling a workspace must not leave thousands of events waiting.
 */
export function tellEvent(world: World, type: string, body: () => Record<string, unknown>, where?: Conversation): void {
  if (!world.rules.events.has(type) || !world.outbound.everConnected()) return
  if (where && !appSees(world, where)) return
  if (tooMany(world)) return
  const { state } = world
  const now = world.now()
  const payload = {
    token: state.verificationToken,
    team_id: state.team.id,
    context_team_id: state.team.id,
    context_enterprise_id: null,
    api_app_id: state.app.id,
    type: 'event_callback',
    event_id: newId('Ev'),
    event_time: Math.floor(now / 1000),
    authorizations: [
      {
        enterprise_id: null,
        team_id: state.team.id,
        user_id: state.app.botUserId,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: where?.extShared ?? false,
    event: {
      event_ts: `${Math.floor(now / 1000)}.${String(Math.floor(now % 1000) * 1000).padStart(6, '0')}`,
      ...body(),
      type: wireType(type),
    },
  }
  void send(world, type, payload, 0, '')
}

const hourMs = 3_600_000

/** Counts an event; beyond the hour's limit the bot is told so, once a minute (docs.slack.dev, "Events API", rate limits). */
function tooMany(world: World): boolean {
  const { eventCount: count, rules } = world
  const now = world.now()
  if (!rules.rateLimits) return false
  if (now - count.since >= hourMs) Object.assign(count, { since: now, told: 0 })
  count.told += 1
  if (count.told <= rules.eventsPerHour) return false
  const minute = Math.floor(now / 60_000) * 60
  if (count.lastWarning !== minute) {
    count.lastWarning = minute
    const { team, app, verificationToken: token } = world.state
    const payload = {
      token,
      type: 'app_rate_limited',
      team_id: team.id,
      minute_rate_limited: minute,
      api_app_id: app.id,
    }
    void deliver(world, 'app_rate_limited', null, 'events_api', payload)
  }
  return true
}

// Subscriptions name the kind of conversation, and so does `channel_type`.
function messageKind(conversation: Conversation): [string, string] {
  if (conversation.kind !== 'channel') return [conversation.kind, conversation.kind]
  return conversation.isPrivate ? ['groups', 'group'] : ['channels', 'channel']
}

/** A message came into a conversation: somebody's, or Slack's own line. */
export function tellMessage(world: World, conversation: Conversation, message: Message): void {
  const [kind, channelType] = messageKind(conversation)
  const body = () => ({
    ...presentMessage(world, conversation, message, false),
    channel: conversation.id,
    channel_type: channelType,
  })
  tellEvent(world, `message.${kind}`, body, conversation)
}

/** A message was changed, or (`after` null) taken away. Ephemerals are nobody's business. */
export function tellMessageChange(
  world: World,
  conversation: Conversation,
  before: Message,
  after: Message | null,
): void {
  if ('onlyFor' in before) return
  const [kind, channelType] = messageKind(conversation)
  const body = () => ({
    subtype: after ? 'message_changed' : 'message_deleted',
    channel: conversation.id,
    channel_type: channelType,
    previous_message: presentMessage(world, conversation, before, false),
    ...(after ? { message: presentMessage(world, conversation, after, false) } : { deleted_ts: before.ts }),
    ts: world.state.lastTs,
    hidden: true,
  })
  tellEvent(world, `message.${kind}`, body, conversation)
}

// Message events share one type on the wire; subscriptions name the kind of conversation.
function wireType(subscription: string): string {
  return subscription.startsWith('message.') ? 'message' : subscription
}

function appSees(world: World, conversation: Conversation): boolean {
  return !conversation.isPrivate || conversation.members.has(world.state.app.botUserId)
}

async function send(
  world: World,
  type: string,
  payload: Record<string, unknown>,
  attempt: number,
  reason: string,
): Promise<void> {
  const event = payload.event as { user?: unknown }
  const user = typeof event.user === 'string' ? event.user : null
  const ack = await deliver(world, `event:${type}`, user, 'events_api', payload, attempt, reason)
  if (ack.outcome === 'acknowledged' || ack.noRetry) return
  const wait = retryAfterMs[attempt]
  if (wait === undefined) return
  world.timers.at(world.now() + wait, () => void send(world, type, payload, attempt + 1, ack.reason))
}
