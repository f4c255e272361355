import { slackbotId } from './acts/run-command.ts'
import { computeState } from './block-kit/input-state.ts'
import { openDm } from './channels.ts'
import { threadOf, unreadCount } from './messages.ts'
import { references } from './mrkdwn.ts'
import { pagePerson } from './people.ts'
import { otherSide } from './present.ts'
import type {
  PageConversation,
  PageConversationLine,
  PageMessage,
  PagePerson,
  PageState,
  PageView,
} from './protocol.ts'
import { fileAddress, withPictures } from './slack-files.ts'
import type { Conversation, Ephemeral, Message, User, View } from './state.ts'
import type { World } from './world.ts'

// More than anybody scrolls through; older messages stay in the state.
const shownMessages = 200

/** Everything in the side bar of a person. */
export function stateFor(world: World, user: User): PageState {
  const { team, app } = world.state
  const appDm = openDm(world, app.botUserId, user.id)
  const mine = [...world.state.conversations.values()].filter((one) => one.members.has(user.id))
  const channels = mine.filter((one) => one.kind === 'channel').map((one) => lineOf(world, one, user.id))
  channels.sort((a, b) => Number(a.archived) - Number(b.archived) || (a.name < b.name ? -1 : 1))
  const dms = mine.filter((one) => one.kind !== 'channel' && one !== appDm).map((one) => lineOf(world, one, user.id))
  dms.sort((a, b) => (a.lastTs > b.lastTs ? -1 : 1))
  return {
    me: pagePerson(user),
    team: { id: team.id, name: team.name },
    bot: { userId: app.botUserId, name: app.name },
    channels,
    directMessages: [lineOf(world, appDm, user.id), ...dms],
    commands: (world.commands ?? []).map(({ command, description, usageHint }) => ({
      command,
      description,
      usageHint: usageHint ?? '',
    })),
    shortcuts: world.shortcuts ?? [],
    now: world.now(),
    botConnected: world.outbound.transport().connected(),
  }
}

function lineOf(world: World, conversation: Conversation, userId: string): PageConversationLine {
  const unread = unreadCount(conversation, userId)
  const lastTs = [...conversation.messages.keys()].at(-1) ?? '0'
  const base = { id: conversation.id, archived: conversation.archived, unread, lastTs }
  if (conversation.kind === 'channel') {
    return { ...base, kind: conversation.isPrivate ? 'private_channel' : 'public_channel', name: conversation.name }
  }
  if (conversation.kind === 'mpim') return { ...base, kind: 'person_dm', name: namesOf(world, conversation, userId) }
  const other = otherSide(conversation, userId)
  const kind = other === world.state.app.botUserId ? 'app_dm' : 'person_dm'
  return { ...base, kind, name: world.state.users.get(other)?.realName ?? other, with: other }
}

function namesOf(world: World, conversation: Conversation, userId: string): string {
  const others = [...conversation.members].filter((id) => id !== userId)
  return others.map((id) => world.state.users.get(id)?.realName ?? id).join('、')
}

/** A conversation as a person sees it: their own ephemerals among the rest. */
export function conversationFor(world: World, conversation: Conversation, userId: string): PageConversation {
  const own = conversation.ephemerals.filter((one) => one.onlyFor === userId)
  const all: Message[] = [...conversation.messages.values(), ...own].sort((a, b) => (a.ts < b.ts ? -1 : 1))
  const roots = all.filter((one) => !one.threadTs || one.threadTs === one.ts).slice(-shownMessages)
  const show = (one: Message) => messageFor(world, conversation, one, userId)
  const threads = roots.filter((one) => one.threadTs === one.ts)
  return {
    ...lineOf(world, conversation, userId),
    topic: conversation.topic.value,
    purpose: conversation.purpose.value,
    members: [...conversation.members].map((id) => pagePerson(world.state.users.get(id) as User)),
    messages: roots.map(show),
    replies: Object.fromEntries(threads.map((root) => [root.ts, repliesTo(all, root).map(show)])),
    bookmarks: conversation.bookmarks,
    people: mentioned(world, all),
  }
}

function repliesTo(all: Message[], root: Message): Message[] {
  return all.filter((one) => one.threadTs === root.ts && one !== root)
}

/** One message for one person. */
export function messageFor(world: World, conversation: Conversation, message: Message, userId: string): PageMessage {
  const { ts, threadTs, text, blocks, attachments } = message
  const replies = threadTs === ts ? threadOf(conversation, ts).length - 1 : 0
  const inner = [...blocks, ...attachments.flatMap((one) => one.blocks ?? [])]
  return {
    ts,
    ...(threadTs ? { threadTs } : {}),
    author: authorOf(world, message),
    text,
    blocks: withPictures(world, blocks, userId),
    attachments: withPictures(world, attachments, userId),
    files: message.files.map((id) => fileFor(world, id, userId)),
    ephemeral: isEphemeral(message),
    edited: message.edited !== undefined,
    pinned: conversation.pins.has(ts),
    reactions: message.reactions,
    replyCount: replies,
    state: computeState(inner, message.typed.get(userId) ?? {}),
  }
}

function isEphemeral(message: Message | Ephemeral): message is Ephemeral {
  return 'onlyFor' in message
}

function fileFor(world: World, id: string, userId: string): PageMessage['files'][number] {
  const file = world.state.files.get(id)
  return { id, name: file?.name ?? id, title: file?.title ?? id, size: file?.size ?? 0, url: fileAddress(id, userId) }
}

function authorOf(world: World, message: Message): PageMessage['author'] {
  if (message.user === slackbotId) return { kind: 'slackbot', id: slackbotId, name: 'Slackbot' }
  const name = world.state.users.get(message.user)?.realName ?? message.user
  const kind = message.subtype ? 'system' : message.byBot ? 'bot' : 'person'
  return { kind, id: message.user, name }
}

function mentioned(world: World, messages: readonly Message[]): Record<string, PagePerson> {
  const people: Record<string, PagePerson> = {}
  const note = (id: string): void => {
    const user = world.state.users.get(id)
    if (user) people[id] = pagePerson(user)
  }
  for (const message of messages) {
    note(message.user)
    for (const text of textsIn([message.text, message.blocks, message.attachments])) {
      for (const token of references(text)) if (token.type === 'user') note(token.id)
    }
  }
  return people
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return value.includes('<@') ? [value] : []
  if (Array.isArray(value)) return value.flatMap(textsIn)
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}

/** A modal or home for the page. */
export function viewFor(world: World, view: View): PageView {
  return {
    id: view.id,
    hash: view.hash,
    type: view.type,
    title: view.title,
    ...(view.submit === null ? {} : { submit: view.submit }),
    close: view.close ?? '',
    blocks: withPictures(world, view.blocks, view.userId),
    state: computeState(view.blocks, view.typed),
    errors: view.errors,
    trouble: view.trouble,
  }
}
