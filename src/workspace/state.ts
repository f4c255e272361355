import type { Block, StateValues } from './block-kit/shape.ts'
import { newId, newSecret } from './ids.ts'
import type { PersonKind } from './protocol.ts'

/** A person or the bot's own account. */
export interface User {
  id: string
  name: string
  realName: string
  email: string
  title: string
  locale: string
  tz: string
  kind: PersonKind | 'bot'
  deactivated: boolean
  updated: number
  status?: Status
}

/** What a person says of themselves beside their name; `expiration` in seconds since 1970, 0 = until they change it. */
export interface Status {
  text: string
  emoji: string
  expiration: number
}

export interface Attachment {
  color?: string
  text?: string
  fallback?: string
  blocks?: Block[]
  [field: string]: unknown
}

export interface Message {
  ts: string
  /** The root's ts on replies; roots of threads have their own. */
  threadTs?: string
  user: string
  byBot: boolean
  /** `channel_join`, `channel_topic`… for Slack's own lines. */
  subtype?: string
  text: string
  blocks: Block[]
  attachments: Attachment[]
  metadata?: { event_type: string; event_payload: unknown }
  edited?: { user: string; ts: string }
  reactions: { name: string; users: string[] }[]
  files: string[]
  /** What each person chose in the message's own inputs. */
  typed: Map<string, StateValues>
}

/** Only one person sees it; Slack keeps none of these, and neither does the state file. */
export interface Ephemeral extends Message {
  onlyFor: string
}

export interface Bookmark {
  id: string
  title: string
  link: string
  emoji: string
}

export interface Conversation {
  id: string
  /** `mpim` = a direct message of three or more. */
  kind: 'channel' | 'im' | 'mpim'
  isPrivate: boolean
  name: string
  previousNames: string[]
  creator: string
  /** Unix seconds. */
  created: number
  archived: boolean
  topic: { value: string; creator: string; last_set: number }
  purpose: { value: string; creator: string; last_set: number }
  members: Set<string>
  messages: Map<string, Message>
  ephemerals: Ephemeral[]
  pins: Map<string, { by: string; at: number }>
  bookmarks: Bookmark[]
  lastRead: Map<string, string>
  /** Shared with another organisation (Slack Connect). */
  extShared: boolean
  /** The channel everybody is in. */
  general?: boolean
  /** Who may write: nobody but administrators, in threads only, or no threads. */
  posting?: 'read_only' | 'thread_only' | 'non_threadable'
}

export interface View {
  id: string
  type: 'modal' | 'home'
  userId: string
  hash: string
  title: string
  submit: string | null
  close: string | null
  raw: { title?: unknown; submit?: unknown; close?: unknown }
  blocks: Block[]
  privateMetadata: string
  callbackId: string
  externalId: string
  clearOnClose: boolean
  notifyOnClose: boolean
  rootViewId: string
  previousViewId: string | null
  typed: StateValues
  errors: Record<string, string>
  trouble: null | 'no_answer' | 'bad_answer'
}

export interface StoredFile {
  id: string
  name: string
  title: string
  size: number
  user: string
  created: number
  /** Base64; absent until the bytes were sent. */
  content?: string
  complete: boolean
  /** When the upload was completed, in ms. */
  completed?: number
  /** Where it was shared. */
  channels?: string[]
}

/** A message that waits for its time. */
export interface Scheduled {
  id: string
  channelId: string
  /** Unix seconds. */
  postAt: number
  created: number
  content: Pick<Message, 'text'> & Partial<Pick<Message, 'blocks' | 'attachments' | 'metadata'>>
  threadTs?: string
}

/** A named group of people. */
export interface UserGroup {
  id: string
  name: string
  handle: string
  description: string
  channels: string[]
  users: string[]
  created: number
  updated: number
  enabled: boolean
}

/** A document: sections in order, each one paragraph or heading of markdown. */
export interface Canvas {
  id: string
  title: string
  /** The channel whose tab it is; null = it stands alone. */
  channelId: string | null
  sections: { id: string; markdown: string }[]
  /** Person or channel → `read`, `write` or `owner`. */
  access: Map<string, string>
}

/** Everything that survives a restart. */
export interface State {
  version: 1
  team: { id: string; name: string; domain: string }
  app: { id: string; name: string; botId: string; botUserId: string }
  botToken: string
  appToken: string
  signingSecret: string
  verificationToken: string
  clientId: string
  clientSecret: string
  lastTs: string
  /** How far the clock was moved ahead, in ms. */
  travelled: number
  users: Map<string, User>
  conversations: Map<string, Conversation>
  views: Map<string, View>
  /** Person → ids of open modals, bottom first. */
  stacks: Map<string, string[]>
  homes: Map<string, string>
  files: Map<string, StoredFile>
  scheduled: Map<string, Scheduled>
  userGroups: Map<string, UserGroup>
  canvases: Map<string, Canvas>
}

/** An empty workspace with one installed app. */
export function createState(teamName: string, appName: string): State {
  const botUserId = newId('U')
  const state: State = {
    version: 1,
    team: { id: newId('T'), name: teamName, domain: 'workspace' },
    app: { id: newId('A'), name: appName, botId: newId('B'), botUserId },
    botToken: `xoxb-${newSecret()}`,
    appToken: `xapp-1-${newSecret()}`,
    signingSecret: newSecret(),
    verificationToken: newSecret(),
    clientId: `${newSecret(4)}.${newSecret(6)}`,
    clientSecret: newSecret(),
    lastTs: '0.000000',
    travelled: 0,
    users: new Map(),
    conversations: new Map(),
    views: new Map(),
    stacks: new Map(),
    homes: new Map(),
    files: new Map(),
    scheduled: new Map(),
    userGroups: new Map(),
    canvases: new Map(),
  }
  state.users.set(botUserId, botUser(botUserId, appName))
  return state
}

function botUser(id: string, name: string): User {
  const handle = name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '_')
  const rest = { email: '', title: '', locale: 'en-US', tz: 'Asia/Shanghai', deactivated: false, updated: 0 }
  return { id, name: handle, realName: name, kind: 'bot', ...rest }
}
