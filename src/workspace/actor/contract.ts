import type {
  ChannelChange,
  MessageMark,
  PageConversation,
  PageConversationLine,
  PageMessage,
  PagePerson,
  PageSuggestions,
  PageView,
} from '../protocol.ts'
import type { Which } from './find-which.ts'

/** A message and where it stands. */
export interface SeenMessage extends PageMessage {
  conversationId: string
}

/** What a gesture came to. `error`: see `PageAnswer`. `confirm` is the dialog that was confirmed on the way. */
export interface GestureResult {
  ok: boolean
  error?: string
  confirm?: { title: string; text: string; confirm: string; deny: string }
}

/** How a submission ended: field errors, Slack's failure line, the view that came instead, or closed. */
export interface SubmitResult {
  closed: boolean
  errors?: Record<string, string>
  trouble?: 'no_answer' | 'bad_answer'
  view?: PageView
}

export interface ClickOptions {
  /** Says yes to the element's confirm dialog; without it such a click is refused with the dialog's words. */
  confirm?: true
  /** For overflow menus: the entry's text or value. */
  value?: string
  /** Press what the given object shows although the screen has changed since: a person on an old screen. */
  stale?: true
}

/** One person of the workspace, doing and seeing what they could in Slack. Errors say what was on the screen. */
export interface Actor {
  id: string
  person(): PagePerson
  /** A slash command, in the direct message with the bot unless said; resolves when the bot has acknowledged. */
  command(line: string, conversationId?: string): Promise<GestureResult>
  /** A global shortcut, or one about a message; resolves when the bot has acknowledged. */
  shortcut(callbackId: string, message?: SeenMessage): Promise<GestureResult>
  /** Makes a channel and answers with its id. */
  makeChannel(name: string, isPrivate?: boolean): string
  /** Joins, leaves, invites, removes, renames, describes, archives…; throws SlackError when refused. */
  changeChannel(conversationId: string, change: ChannelChange): void
  /** Reacts, pins, or changes what the person wrote; throws SlackError when refused. */
  markMessage(message: SeenMessage, mark: MessageMark): void
  conversations(): PageConversationLine[]
  /** A conversation whole; throws when the person is not in it. */
  conversation(id: string): PageConversation
  /** A channel of this person's by name. */
  channel(name: string): PageConversation
  /** The direct message with the bot, or with another person. */
  dm(userId?: string): PageConversation
  /** Messages of a conversation (the bot's direct message unless said), replies included, oldest first. */
  messages(conversationId?: string): SeenMessage[]
  /** Messages only this person sees, everywhere, oldest first. */
  ephemerals(): SeenMessage[]
  say(conversationId: string, text: string, threadTs?: string): SeenMessage
  click(target: SeenMessage | PageView, which: Which, options?: ClickOptions): Promise<GestureResult>
  /** Chooses by option text or value, by user or channel id; a list for multi selects and checkboxes. */
  select(target: SeenMessage | PageView, which: Which, choice: string | readonly string[]): Promise<GestureResult>
  /** What an external select offers for a query. */
  suggest(target: SeenMessage | PageView, which: Which, query: string): Promise<PageSuggestions['options']>
  type(target: SeenMessage | PageView, which: Which, text: string): Promise<GestureResult>
  /** The modal on top, or null. */
  view(): PageView | null
  submit(view?: PageView): Promise<SubmitResult>
  close(all?: boolean): Promise<void>
  home(): PageView | null
  openHome(tab?: 'home' | 'messages'): Promise<void>
  /** Waits on change for a value; default 5 s of real time. */
  waitFor<T>(read: () => T | undefined | null | false, options?: { timeoutMs?: number }): Promise<T>
  /** Plain text of a message or view; of the whole screen without. */
  render(thing?: PageMessage | PageView): string
  /** Plain text of mrkdwn. */
  text(mrkdwn: string): string
}
