import type { Block, StateValues } from './block-kit/shape.ts'
import type { SwitchActions } from './protocol-switches.ts'

/**
 * What the page in the browser and the stand-in say to each other: plain JSON under `/page-api/`.
 *
 * The page keeps nothing but what is being typed. It reads a resource, draws it, and reads it again when an event of
 * `GET /page-api/events?as=U…` names it. Texts are raw mrkdwn: parse them with `parseMrkdwn` of `./mrkdwn.ts`.
 */

/** A person of the workspace as the page shows them. */
export interface PagePerson {
  id: string
  /** The handle, unique in the workspace. */
  name: string
  realName: string
  email: string
  title: string
  /** `zh-CN`, `en-US`… */
  locale: string
  /** The zone in which this person reads times, `Asia/Shanghai`. */
  tz: string
  kind: PersonKind
  deactivated: boolean
}

/** Guests: `restricted` sees several channels, `ultra_restricted` one; `stranger` is of another organisation. */
export type PersonKind = 'member' | 'admin' | 'owner' | 'restricted' | 'ultra_restricted' | 'stranger'

/** A slash command of the bot for the command line's completion. `usageHint` is grey text after the command. */
export interface PageCommand {
  command: string
  description: string
  usageHint: string
}

/** A shortcut of the bot: `global` in the lightning menu, `message` in each message's menu. */
export interface PageShortcut {
  type: 'global' | 'message'
  callbackId: string
  name: string
  description: string
}

/** A line of the side bar. `unread` counts messages of others since the person last read it (action `read`). */
export interface PageConversationLine {
  id: string
  kind: 'public_channel' | 'private_channel' | 'app_dm' | 'person_dm'
  /** Channel name without `#`, or the other side's shown name, or the names of a group. */
  name: string
  /** The other side of a direct message; absent when it is one of a group. */
  with?: string
  archived: boolean
  unread: number
  /** `ts` of the newest message; `'0'` when empty. Sorts by activity as text. */
  lastTs: string
}

/** `GET /page-api/state?as=` */
export interface PageState {
  me: PagePerson
  team: { id: string; name: string }
  bot: { userId: string; name: string }
  /** Channels the person is a member of, by name; archived ones last. */
  channels: PageConversationLine[]
  /** The bot's direct message is always there and first. */
  directMessages: PageConversationLine[]
  commands: PageCommand[]
  shortcuts: PageShortcut[]
  /** The stand-in's time in ms, which tests and faults may move. */
  now: number
  /** False while no connection of the bot is open: the page says so. */
  botConnected: boolean
}

/**
 * `GET /page-api/people?q=&limit=`: matches handle, real name, title and e-mail; without `q` the first by handle. With
 * `ids=U1,U2` exactly those that exist, the bot's own account included.
 */
export interface PagePeople {
  people: PagePerson[]
  total: number
  /** Good people to begin a demonstration with, in the order given at start; empty when none were named. */
  suggested: PagePerson[]
}

/** A message as one person sees it. */
export interface PageMessage {
  ts: string
  /** Set on replies and on the root of a thread. */
  threadTs?: string
  /** `system` = joined, left, renamed, topic…; `text` then names people as `<@U…>`. `slackbot` = Slack's own failure lines. */
  author: { kind: 'person' | 'bot' | 'slackbot' | 'system'; id: string; name: string }
  text: string
  blocks: Block[]
  attachments: { color?: string; text?: string; fallback?: string; blocks?: Block[] }[]
  files: { id: string; name: string; title: string; size: number; url: string }[]
  /** Only this person sees it; gone after a restart of the stand-in. */
  ephemeral: boolean
  edited: boolean
  pinned: boolean
  reactions: { name: string; users: string[] }[]
  /** For roots: how many replies; the replies themselves are in `PageConversation.replies[ts]`. */
  replyCount: number
  /** What this person has chosen in the message's own inputs and selects. */
  state: StateValues
}

/** `GET /page-api/conversation/:id?as=` */
export interface PageConversation extends PageConversationLine {
  topic: string
  purpose: string
  members: PagePerson[]
  /** Oldest first, roots and ephemerals outside threads only; at most the newest 200. */
  messages: PageMessage[]
  /** Root `ts` → replies, oldest first, ephemerals in the thread included. */
  replies: Record<string, PageMessage[]>
  bookmarks: { id: string; title: string; link: string; emoji: string }[]
  /** Everyone the texts mention, so that no look-up is needed. */
  people: Record<string, PagePerson>
}

/** A modal of the person's stack, or the App Home. */
export interface PageView {
  id: string
  hash: string
  type: 'modal' | 'home'
  title: string
  /** Absent = no submit button. */
  submit?: string
  close: string
  blocks: Block[]
  /** What stands in the inputs now, initial values included. */
  state: StateValues
  /** Answered by the bot to a submission: block_id → text under the input. */
  errors: Record<string, string>
  /** Slack's own failure line: no answer in 3 s, or an answer Slack cannot use. The form stays as it was. */
  trouble: null | 'no_answer' | 'bad_answer'
}

/** `GET /page-api/views?as=`: bottom first, at most three; only the last is shown. Empty = no modal. */
export interface PageViews {
  stack: PageView[]
}

/** `GET /page-api/home?as=`: null until the bot publishes. Opening the tab is the action `open-home`. */
export interface PageHome {
  home: PageView | null
}

/**
 * What the page sends for an input: text, number or date as text (date and time pickers as Slack writes them, datetime
 * in unix seconds), an option's `value`, an id, or a list of values or ids; null or [] = emptied.
 */
export type PageInput = string | readonly string[] | null

/** block_id → action_id → content. Inputs not named keep what the stand-in knows. */
export type PageInputs = Record<string, Record<string, PageInput>>

/** Where an element stands. */
export type PagePlace =
  | { kind: 'message'; conversationId: string; ts: string }
  | { kind: 'view'; viewId: string }
  | { kind: 'home' }

/** Bodies of `POST /page-api/<action>`; `as` is the acting person's id. */
export interface PageActions extends SwitchActions {
  /** The whole line, `/recommend 中集`. Not offered in threads, as in Slack. */
  command: { as: string; conversationId: string; text: string }
  /** A person writes in a channel, direct message or thread. */
  message: { as: string; conversationId: string; text: string; threadTs?: string }
  /**
   * A button pressed, an option chosen, an input with `dispatch_action` entered. `input` is what was chosen (not for
   * buttons). With a `confirm` on the element, ask first and send `confirmed: true`; else the answer is `needs_confirm`.
   */
  click: {
    as: string
    place: PagePlace
    blockId: string
    actionId: string
    input?: PageInput
    inputs?: PageInputs
    confirmed?: boolean
  }
  /** A shortcut from the lightning menu, or about a message. */
  shortcut: { as: string; callbackId: string; conversationId?: string; ts?: string }
  /** A new channel with the person in it; answers with its id. */
  'make-channel': { as: string; name: string; isPrivate: boolean }
  /** What a channel's menu offers. */
  'change-channel': { as: string; conversationId: string; change: ChannelChange }
  /** A reaction, a pin, or a change to what the person wrote. */
  'mark-message': { as: string; conversationId: string; ts: string; mark: MessageMark }
  /** Typed into a select with an external source; answers with the options. */
  suggest: { as: string; place: PagePlace; blockId: string; actionId: string; query: string }
  /** The modal's submit button. Missing required inputs come back as `errors` in the view, without a delivery. */
  'view-submit': { as: string; viewId: string; inputs: PageInputs }
  /** The modal's close button (top view) or, with `all`, the × that clears the stack. */
  'view-close': { as: string; viewId: string; all?: boolean }
  /** The person looks at the bot's Home or Messages tab; tells the bot `app_home_opened`. */
  'open-home': { as: string; tab: 'home' | 'messages' }
  /** A direct message with another person, opened or found; answers with its id. */
  'open-dm': { as: string; with: string }
  /** The conversation is on the screen: it has no unread messages any more. */
  read: { as: string; conversationId: string }
}

/** What a person may do to a channel they are in; joining and bringing back also from outside. */
export type ChannelChange =
  | { do: 'join' }
  | { do: 'leave' }
  | { do: 'unarchive' }
  | { do: 'archive' | 'delete' }
  | { do: 'invite' | 'remove'; user: string }
  | { do: 'rename'; name: string }
  | { do: 'topic' | 'purpose'; text: string }

/** What a person may do to a message. Emoji by name, without colons. */
export type MessageMark =
  | { do: 'react' | 'unreact'; name: string }
  | { do: 'pin' | 'unpin' | 'delete' }
  | { do: 'edit'; text: string }

/** The list an external select offers. */
export interface PageSuggestions {
  options: { label: string; description?: string; value: string; group?: string }[]
}

/**
 * Every action's answer, HTTP 200 also when not ok. It comes when the bot has acknowledged, or after 3 s without.
 * `error`: a short code: `needs_confirm`, `no_answer`, `bad_answer`, `not_found`, `not_in_channel`, `is_archived`, `invalid_input`…
 */
export interface PageAnswer {
  ok: boolean
  error?: string
  /** The stack after the action, for all that concern views. */
  views?: PageView[]
  suggestions?: PageSuggestions
  conversationId?: string
}

/** Server-sent events (`data:` lines of JSON). Each says "read that again"; `people` after anyone was added or changed. */
export type PageEvent =
  | { type: 'state' }
  | { type: 'people' }
  | { type: 'conversation'; id: string }
  | { type: 'views' }
  | { type: 'home' }
  | { type: 'log' }
  | { type: 'switches' }

/** A Web API call the bot made. Times in ms of the stand-in's clock; `answered` is null while it hangs. */
export interface CallEntry {
  kind: 'call'
  seq: number
  method: string
  args: Record<string, unknown>
  received: number
  answered: number | null
  status: number
  answer: Record<string, unknown> | null
  /** Set when a fault was injected. */
  fault?: string
}

/** Something told to the bot. `acknowledged` is null without an answer in 3 s. */
export interface DeliveryEntry {
  kind: 'delivery'
  seq: number
  /** `event:app_home_opened`, `command:/recommend`, `block_actions`, `view_submission`… */
  what: string
  userId: string | null
  payload: unknown
  sent: number
  acknowledged: number | null
  /** Real milliseconds until the acknowledgement, whatever the stand-in's clock did. */
  tookMs: number | null
  ack: unknown
  attempt: number
  /** Set when a fault was injected. */
  fault?: string
  outcome: 'waiting' | 'acknowledged' | 'no_answer' | 'not_connected' | 'refused'
}

export type LogEntry = CallEntry | DeliveryEntry

/** `GET /page-api/log?after=SEQ&limit=`: oldest first; ask again with `after: next`. */
export interface PageLog {
  entries: LogEntry[]
  next: number
}
