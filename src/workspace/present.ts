import { computeState } from './block-kit/input-state.ts'
import type { Conversation, Message, User, View } from './state.ts'
import type { World } from './world.ts'

type Json = Record<string, unknown>

/** A user object; e-mail only where the token may read it. */
export function presentUser(world: World, user: User, withEmail: boolean, withLocale = false): Json {
  const [firstName, lastName] = [user.realName.slice(1), user.realName.slice(0, 1)]
  return {
    id: user.id,
    team_id: world.state.team.id,
    name: user.name,
    deleted: user.deactivated,
    real_name: user.realName,
    tz: user.tz,
    tz_label: user.tz,
    tz_offset: zoneOffset(user.tz, world.now()),
    profile: {
      title: user.kind === 'stranger' ? '' : user.title,
      real_name: user.realName,
      real_name_normalized: user.realName,
      display_name: user.realName,
      display_name_normalized: user.realName,
      first_name: firstName,
      last_name: lastName,
      team: world.state.team.id,
      status_text: user.status?.text ?? '',
      status_emoji: user.status?.emoji ?? '',
      status_expiration: user.status?.expiration ?? 0,
      // People of other organisations show little of themselves.
      ...(withEmail && user.email && user.kind !== 'stranger' ? { email: user.email } : {}),
    },
    is_admin: user.kind === 'admin' || user.kind === 'owner',
    is_owner: user.kind === 'owner',
    is_primary_owner: false,
    is_restricted: user.kind === 'restricted' || user.kind === 'ultra_restricted',
    is_ultra_restricted: user.kind === 'ultra_restricted',
    is_stranger: user.kind === 'stranger',
    is_bot: user.kind === 'bot',
    is_app_user: false,
    updated: user.updated,
    ...(withLocale ? { locale: user.locale } : {}),
  }
}

// Making a formatter takes far longer than using one, and a user list needs thousands.
const formatters = new Map<string, Intl.DateTimeFormat>()

function zoneOffset(zone: string, now: number): number {
  const formatter =
    formatters.get(zone) ?? new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' })
  formatters.set(zone, formatter)
  const name = formatter.format(now)
  const match = /GMT([+-])(\d\d):(\d\d)/.exec(name)
  if (!match) return 0
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 3600 + Number(match[3]) * 60)
}

/** A conversation object as the bot sees it. */
export function presentConversation(world: World, conversation: Conversation, withCount = false): Json {
  const bot = world.state.app.botUserId
  const shared = { id: conversation.id, created: conversation.created, context_team_id: world.state.team.id }
  if (conversation.kind === 'im') {
    const other = otherSide(conversation, bot)
    const gone = world.state.users.get(other)?.deactivated ?? false
    return { ...shared, is_im: true, is_org_shared: false, is_archived: false, user: other, is_user_deleted: gone }
  }
  const group = conversation.kind === 'mpim'
  return {
    ...shared,
    name: conversation.name,
    name_normalized: conversation.name,
    is_channel: !group && (!conversation.isPrivate || conversation.id.startsWith('C')),
    is_group: group || (conversation.isPrivate && conversation.id.startsWith('G')),
    is_im: false,
    is_mpim: group,
    is_private: conversation.isPrivate,
    is_archived: conversation.archived,
    is_general: conversation.general ?? false,
    is_shared: conversation.extShared,
    is_ext_shared: conversation.extShared,
    is_org_shared: false,
    is_member: conversation.members.has(bot),
    creator: conversation.creator,
    topic: conversation.topic,
    purpose: conversation.purpose,
    previous_names: conversation.previousNames,
    ...(withCount ? { num_members: conversation.members.size } : {}),
  }
}

/** The other member of a direct message. */
export function otherSide(conversation: Conversation, userId: string): string {
  return [...conversation.members].find((member) => member !== userId) ?? userId
}

/** The name under which payloads speak of a conversation. */
export function payloadChannelName(conversation: Conversation): string {
  if (conversation.kind === 'im') return 'directmessage'
  if (conversation.kind === 'mpim') return conversation.name
  return conversation.isPrivate ? 'privategroup' : conversation.name
}

/** A message object; metadata only for those who ask. */
export function presentMessage(
  world: World,
  conversation: Conversation,
  message: Message,
  withMetadata: boolean,
): Json {
  const app = world.state.app
  return {
    type: 'message',
    user: message.user,
    ts: message.ts,
    text: message.text,
    team: world.state.team.id,
    ...(message.subtype ? { subtype: message.subtype } : {}),
    ...(message.byBot
      ? { bot_id: app.botId, app_id: app.id, bot_profile: { id: app.botId, app_id: app.id, name: app.name } }
      : {}),
    ...(message.blocks.length ? { blocks: message.blocks } : {}),
    ...(message.attachments.length ? { attachments: message.attachments } : {}),
    ...(message.edited ? { edited: message.edited } : {}),
    ...(withMetadata && message.metadata ? { metadata: message.metadata } : {}),
    ...(message.reactions.length
      ? { reactions: message.reactions.map((one) => ({ ...one, count: one.users.length })) }
      : {}),
    ...(message.files.length
      ? { files: message.files.map((id) => ({ id, name: world.state.files.get(id)?.name })) }
      : {}),
    ...(conversation.pins.has(message.ts) ? { pinned_to: [conversation.id] } : {}),
    ...threadPart(conversation, message),
  }
}

function threadPart(conversation: Conversation, message: Message): Json {
  if (!message.threadTs) return {}
  if (message.threadTs !== message.ts) {
    return { thread_ts: message.threadTs, parent_user_id: conversation.messages.get(message.threadTs)?.user }
  }
  const replies = [...conversation.messages.values()].filter(
    (one) => one.threadTs === message.ts && one.ts !== message.ts,
  )
  return {
    thread_ts: message.ts,
    reply_count: replies.length,
    reply_users: [...new Set(replies.map((one) => one.user))],
    reply_users_count: new Set(replies.map((one) => one.user)).size,
    latest_reply: replies.at(-1)?.ts,
  }
}

/** A view object with its state as it stands. */
export function presentView(world: World, view: View): Json {
  return {
    id: view.id,
    team_id: world.state.team.id,
    type: view.type,
    blocks: view.blocks,
    private_metadata: view.privateMetadata,
    callback_id: view.callbackId,
    external_id: view.externalId,
    state: { values: computeState(view.blocks, view.typed) },
    hash: view.hash,
    title: view.raw.title ?? { type: 'plain_text', text: 'View Title', emoji: true },
    submit: view.raw.submit ?? null,
    close: view.raw.close ?? null,
    clear_on_close: view.clearOnClose,
    notify_on_close: view.notifyOnClose,
    previous_view_id: view.previousViewId,
    root_view_id: view.rootViewId,
    app_id: world.state.app.id,
    app_installed_team_id: world.state.team.id,
    bot_id: world.state.app.botId,
  }
}
