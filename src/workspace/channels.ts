import { channelLimits } from '../slack/limits.ts'
import { tellEvent, tellMessage } from './deliver/events.ts'
import { newChannelId, newId, nextTs } from './ids.ts'
import { SlackError } from './slack-error.ts'
import type { Conversation, Message, User } from './state.ts'
import { wordsFor } from './words.ts'
import { dmKey, type World } from './world.ts'

/** The conversation, if this person or bot can see it; else `channel_not_found`, also for private ones that exist. */
export function visibleConversation(world: World, id: unknown, userId: string): Conversation {
  const conversation = typeof id === 'string' ? world.state.conversations.get(id) : undefined
  if (!conversation) throw new SlackError('channel_not_found')
  const open = conversation.kind === 'channel' && !conversation.isPrivate
  if (!open && !conversation.members.has(userId)) throw new SlackError('channel_not_found')
  return conversation
}

/** The same, where one must be a member to act. */
export function joinedConversation(world: World, id: unknown, userId: string): Conversation {
  const conversation = visibleConversation(world, id, userId)
  if (!conversation.members.has(userId)) throw new SlackError('not_in_channel')
  return conversation
}

/** A channel (not a direct message) where one is a member. */
export function joinedChannel(world: World, id: unknown, userId: string): Conversation {
  const conversation = joinedConversation(world, id, userId)
  if (conversation.kind !== 'channel') throw new SlackError('method_not_supported_for_channel_type')
  return conversation
}

/** Tells the page about a conversation and, since the side bar shows it too, about the state of those in it. */
export function conversationChanged(world: World, conversation: Conversation, also: readonly string[] = []): void {
  const people = [...conversation.members, ...also]
  world.changes.emit({ type: 'conversation', id: conversation.id }, people)
  world.changes.emit({ type: 'state' }, people)
}

/** Checks a channel name as `conversations.create` does; the codes are Slack's. */
export function checkChannelName(world: World, name: unknown): string {
  if (typeof name !== 'string' || name.trim() === '') throw new SlackError('invalid_name_required')
  if ([...name].length > channelLimits.name) throw new SlackError('invalid_name_maxlength')
  const letters = world.rules.unicodeChannelNames ? /^[\p{L}\p{M}\p{N}_-]+$/u : /^[a-z0-9_-]+$/
  if (!letters.test(name) || name !== name.toLowerCase()) throw new SlackError('invalid_name_specials')
  if (/^[_-]+$/.test(name)) throw new SlackError('invalid_name_punctuation')
  return name
}

/** A new channel with its creator in it. */
export function createChannel(world: World, name: unknown, isPrivate: boolean, creator: string): Conversation {
  const checked = checkChannelName(world, name)
  const other = world.lookups.byChannelName.get(checked)
  const crossed = !world.rules.uniqueNames && world.state.conversations.get(other ?? '')?.creator === creator
  if (other !== undefined && !crossed) throw new SlackError('name_taken')
  const conversation = blankConversation(world, newChannelId(isPrivate), creator)
  Object.assign(conversation, { kind: 'channel', isPrivate, name: checked })
  conversation.members.add(creator)
  world.state.conversations.set(conversation.id, conversation)
  world.lookups.byChannelName.set(checked, conversation.id)
  conversationChanged(world, conversation)
  const body = () => ({ channel: { id: conversation.id, name: checked, created: conversation.created, creator } })
  if (!isPrivate) tellEvent(world, 'channel_created', body, conversation)
  return conversation
}

function blankConversation(world: World, id: string, creator: string): Conversation {
  const nothing = () => ({ value: '', creator: '', last_set: 0 })
  return {
    id,
    kind: 'im',
    isPrivate: true,
    name: '',
    previousNames: [],
    creator,
    created: Math.floor(world.now() / 1000),
    archived: false,
    topic: nothing(),
    purpose: nothing(),
    members: new Set(),
    messages: new Map(),
    ephemerals: [],
    pins: new Map(),
    bookmarks: [],
    lastRead: new Map(),
    extShared: false,
  }
}

/** The direct message of two, or of a group, made when it is not there yet. */
export function openDm(world: World, creator: string, ...others: readonly string[]): Conversation {
  const key = dmKey(creator, ...others)
  const known = world.lookups.dms.get(key)
  if (known) return world.state.conversations.get(known) as Conversation
  const conversation = blankConversation(world, newId(others.length > 1 ? 'C' : 'D'), creator)
  for (const id of [creator, ...others]) conversation.members.add(id)
  if (others.length > 1) {
    const handles = [...conversation.members].map((id) => world.state.users.get(id)?.name ?? id)
    Object.assign(conversation, { kind: 'mpim', name: `mpdm-${handles.join('--')}-1` })
  }
  world.state.conversations.set(conversation.id, conversation)
  world.lookups.dms.set(key, conversation.id)
  conversationChanged(world, conversation)
  return conversation
}

/** Slack's own line in a channel, about `userId`. */
export function systemLine(
  world: World,
  conversation: Conversation,
  userId: string,
  subtype: string,
  text: string,
): void {
  world.state.lastTs = nextTs(world.state.lastTs, world.now())
  const message: Message = {
    ts: world.state.lastTs,
    user: userId,
    byBot: false,
    subtype,
    text,
    blocks: [],
    attachments: [],
    reactions: [],
    files: [],
    typed: new Map(),
  }
  conversation.messages.set(message.ts, message)
  tellMessage(world, conversation, message)
}

/** Puts a person into a channel; `inviter` null = came by themselves. */
export function addMember(world: World, conversation: Conversation, user: User, inviter: string | null): void {
  const words = wordsFor(world.rules.locale)
  conversation.members.add(user.id)
  const how = inviter ? words.added(`<@${inviter}>`) : words.joined
  systemLine(
    world,
    conversation,
    user.id,
    conversation.isPrivate ? 'group_join' : 'channel_join',
    `<@${user.id}> ${how}`,
  )
  conversationChanged(world, conversation)
  tellEvent(world, 'member_joined_channel', () => memberBody(world, conversation, user.id, inviter), conversation)
}

/** Takes a person out; the bot hears of it, also when it was the one removed. */
export function removeMember(world: World, conversation: Conversation, userId: string): void {
  const tell = () => memberBody(world, conversation, userId, null)
  const self = userId === world.state.app.botUserId
  if (self) tellEvent(world, 'member_left_channel', tell, conversation)
  conversation.members.delete(userId)
  const words = wordsFor(world.rules.locale)
  systemLine(
    world,
    conversation,
    userId,
    conversation.isPrivate ? 'group_leave' : 'channel_leave',
    `<@${userId}> ${words.left}`,
  )
  conversationChanged(world, conversation, [userId])
  if (!self) tellEvent(world, 'member_left_channel', tell, conversation)
}

function memberBody(
  world: World,
  conversation: Conversation,
  user: string,
  inviter: string | null,
): Record<string, unknown> {
  const body = {
    user,
    channel: conversation.id,
    channel_type: conversation.isPrivate ? 'G' : 'C',
    team: world.state.team.id,
  }
  return inviter ? { ...body, inviter } : body
}

/** Renames; Slack rewrites the wish into a valid name, so the answer's name counts. */
export function renameChannel(world: World, conversation: Conversation, wanted: unknown, by: string): void {
  if (conversation.archived) throw new SlackError('is_archived')
  if (!mayManage(world, conversation, by)) throw new SlackError('not_authorized')
  const rewritten =
    typeof wanted === 'string'
      ? wanted
          .trim()
          .toLowerCase()
          .replace(/[\s.]+/g, '-')
      : wanted
  const name = checkChannelName(world, rewritten)
  if (name === conversation.name) return
  if (world.lookups.byChannelName.has(name)) throw new SlackError('name_taken')
  const from = conversation.name
  world.lookups.byChannelName.delete(from)
  world.lookups.byChannelName.set(name, conversation.id)
  conversation.previousNames = [from, ...conversation.previousNames]
  conversation.name = name
  const words = wordsFor(world.rules.locale)
  systemLine(
    world,
    conversation,
    by,
    conversation.isPrivate ? 'group_name' : 'channel_name',
    `<@${by}> ${words.renamed(from, name)}`,
  )
  conversationChanged(world, conversation)
  const body = () => ({ channel: { id: conversation.id, name, created: conversation.created } })
  tellEvent(world, conversation.isPrivate ? 'group_rename' : 'channel_rename', body, conversation)
}

// Only the creator or an administrator renames (docs.slack.dev, conversations.rename).
function mayManage(world: World, conversation: Conversation, by: string): boolean {
  const kind = world.state.users.get(by)?.kind
  return conversation.creator === by || kind === 'admin' || kind === 'owner'
}

/** Archives or brings back. */
export function setArchived(world: World, conversation: Conversation, archived: boolean, by: string): void {
  if (archived && conversation.archived) throw new SlackError('already_archived')
  if (!archived && !conversation.archived) throw new SlackError('not_archived')
  conversation.archived = archived
  // Seen from outside only once somebody else has brought it back: an archived channel lets nobody do anything.
  if (!archived && by !== world.state.app.botUserId && world.rules.archivingRemovesBot)
    conversation.members.delete(world.state.app.botUserId)
  const words = wordsFor(world.rules.locale)
  const kind = conversation.isPrivate ? 'group' : 'channel'
  if (archived) systemLine(world, conversation, by, `${kind}_archive`, `<@${by}> ${words.archived}`)
  conversationChanged(world, conversation)
  const body = () => ({ channel: conversation.id, user: by })
  tellEvent(world, `${kind}_${archived ? 'archive' : 'unarchive'}`, body, conversation)
}

/** Sets topic or purpose. */
export function describeChannel(
  world: World,
  conversation: Conversation,
  what: 'topic' | 'purpose',
  value: unknown,
  by: string,
): void {
  if (conversation.archived) throw new SlackError('is_archived')
  const text = typeof value === 'string' ? value : ''
  if ([...text].length > channelLimits[what]) throw new SlackError('too_long')
  if (conversation[what].value === text) return
  conversation[what] = { value: text, creator: by, last_set: Math.floor(world.now() / 1000) }
  const subtype = `${conversation.isPrivate ? 'group' : 'channel'}_${what}`
  systemLine(world, conversation, by, subtype, `<@${by}> ${wordsFor(world.rules.locale)[what](text)}`)
  conversationChanged(world, conversation)
}
