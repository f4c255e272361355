import type { types } from '@slack/bolt'
import type { Refusal } from '../domain/refusal.ts'
import type { Act, Deps } from '../usecases/transact.ts'
import type { HomeView, Message, ModalView } from './blocks.ts'
import type { Gateway } from './gateway.ts'
import type { Language, Words } from './text/words.ts'

/** A member of staff behind a Slack account. */
export type Actor = Act & { personId: number; slackUserId: string }

/** What every gesture gets. */
export interface GestureContext {
  readonly deps: Deps
  readonly gateway: Gateway
  readonly userId: string
  /** From memory, so that a window can open before any question to the database. */
  readonly language: Language
  /** The bank's zone, for times. */
  readonly timeZone: string
  /** Who this is, or why the bot cannot tell. */
  actor(source: Act['source']): Promise<Actor | Refusal>
  /** Seen by this person only. `plainer` where Slack does not take the message: a picture in it is not ready, say. */
  tell(message: Message, plainer?: Message): Promise<void>
}

/** A window can be opened: a command or a click, within 3 s. */
export interface TriggeredContext extends GestureContext {
  /**
   * Opens a window before anything is read, above the one that is open if there is one: `first`, or one that says
   * "opening". Then shows what `read` gives; null = what stands there is right. Where Slack will not open or redraw it,
   * the person gets a private note with a button that repeats `again`.
   */
  open(
    again: { actionId: string; value: string },
    read: () => Promise<ModalView | null>,
    first?: ModalView,
  ): Promise<void>
}

export interface CommandContext extends TriggeredContext {
  /** What was typed after the word. */
  readonly text: string
  /** Where it was typed. */
  readonly channelId: string
}

export interface ActionContext extends TriggeredContext {
  /** The button's or the chosen option's value. */
  readonly value: string
  /** The window in which it happened, with what is typed in it. */
  readonly view: ViewState | null
  /**
   * Redraws what was clicked, message or window, by the click's own answer. A refusal stands in the window itself: a
   * message elsewhere would be behind it; beside a message it is a private note.
   */
  redraw(message: Message, refusal?: string): Promise<void>
  /** Redraws the window in which it happened. */
  updateView(view: ModalView): Promise<void>
  /** Redraws the person's App Home. */
  publishHome(view: HomeView): Promise<void>
}

/** A window and what is typed in it. */
export interface ViewState {
  readonly id: string
  readonly metadata: string
  readonly values: FormValues
}

/** By input name: text, chosen value, or chosen values. */
export type FormValues = Readonly<Record<string, string | readonly string[] | undefined>>

export interface SubmitContext extends GestureContext {
  readonly view: ViewState
}

/** What a submitted form leads to. */
export type SubmitAnswer =
  /** Closes the window; `said` is what the person is told where the window is no longer there to close. */
  | { readonly kind: 'close'; readonly said: string }
  /** Messages at their fields, by input name; everything typed stays. */
  | { readonly kind: 'errors'; readonly errors: Readonly<Record<string, string>> }
  /** Shows another window in its place. */
  | { readonly kind: 'update'; readonly view: ModalView }

export interface SuggestContext extends GestureContext {
  readonly query: string
  readonly view: ViewState | null
}

/** What a person can do in one go: a word, a window, buttons. One file in `commands/` each. */
export interface Gesture {
  readonly slash?: {
    /** With its slash; the same in both languages, as Slack has one word a command. */
    readonly word: `/${string}`
    readonly description: Words<string>
    readonly usage: Words<string>
    readonly run: (context: CommandContext) => Promise<void>
  }
  /** By action id. */
  readonly actions?: Readonly<Record<string, (context: ActionContext) => Promise<void>>>
  /** By callback id. */
  readonly submits?: Readonly<Record<string, (context: SubmitContext) => Promise<SubmitAnswer>>>
  /** By action id of an external select. */
  readonly suggests?: Readonly<Record<string, (context: SuggestContext) => Promise<types.PlainTextOption[]>>>
  /** Draws the person's App Home when they open it. */
  readonly home?: (context: GestureContext) => Promise<HomeView>
}
