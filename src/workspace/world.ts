import type { Option } from './block-kit/shape.ts'
import type { Changes } from './changes.ts'
import type { Clock } from './clock.ts'
import type { DeliveryFaults } from './deliver/delivery-faults.ts'
import type { Outbound } from './deliver/outbound.ts'
import type { Faults } from './faults.ts'
import type { Installs } from './installs.ts'
import type { CallLog } from './log.ts'
import type { Rates } from './rates.ts'
import type { ResponseUrls } from './response-urls.ts'
import type { Rules } from './rules.ts'
import type { State } from './state.ts'
import type { Timers } from './timers.ts'
import type { Triggers } from './triggers.ts'

/** A slash command of the installed app, as its manifest would give it. */
export interface CommandSpec {
  command: string
  description: string
  usageHint?: string
  /** People and channels in the text arrive as `<@U…|name>`. */
  shouldEscape?: boolean
}

/** A shortcut of the installed app: in the lightning menu (`global`) or in a message's menu. */
export interface ShortcutSpec {
  type: 'global' | 'message'
  callbackId: string
  name: string
  description: string
}

/** Look-ups over the state, rebuilt at start. */
export interface Lookups {
  byEmail: Map<string, string>
  byHandle: Map<string, string>
  /** Channel names in use, archived ones included: they keep their names. */
  byChannelName: Map<string, string>
  /** `U1 U2` in order → the direct message between them; groups of more likewise. */
  dms: Map<string, string>
}

/** What every part of the stand-in works with. */
export interface World {
  state: State
  now(): number
  clock: Clock
  /** From 0 up to 1, repeatable by the workspace's seed. */
  random(): number
  rules: Rules
  scopes: Set<string>
  /** Tokens of people who let the app act for them → their ids. Such a token has the app's scopes. */
  userTokens: Map<string, string>
  /** Whom the call in hand acts for; null = the bot. */
  caller: string | null
  /** Null = any word is a command. */
  commands: CommandSpec[] | null
  /** Null = any callback id is a shortcut. */
  shortcuts: ShortcutSpec[] | null
  lookups: Lookups
  log: CallLog
  faults: Faults
  deliveryFaults: DeliveryFaults
  rates: Rates
  changes: Changes
  timers: Timers
  triggers: Triggers
  responseUrls: ResponseUrls
  installs: Installs
  outbound: Outbound
  /** Breaks every connection of the bot without a word. */
  dropSockets(): void
  /** Events told in the hour that began `since`. */
  eventCount: { since: number; told: number; lastWarning: number }
  /** What external sources last offered, by person, place and element: an option's value alone is then enough. */
  offers: Map<string, Option[]>
  /** Ids of people to begin a demonstration with. */
  suggested: string[]
  /** The server's root, `http://127.0.0.1:1234`. */
  url(): string
}

/** The key under which the direct message of these people is found. */
export function dmKey(...people: readonly string[]): string {
  return [...people].sort().join(' ')
}

/** Reads the look-ups off the state. */
export function buildLookups(state: State): Lookups {
  const lookups: Lookups = { byEmail: new Map(), byHandle: new Map(), byChannelName: new Map(), dms: new Map() }
  for (const user of state.users.values()) {
    if (user.email) lookups.byEmail.set(user.email.toLowerCase(), user.id)
    lookups.byHandle.set(user.name, user.id)
  }
  for (const conversation of state.conversations.values()) {
    if (conversation.kind === 'channel') lookups.byChannelName.set(conversation.name, conversation.id)
    else lookups.dms.set(dmKey(...conversation.members), conversation.id)
  }
  return lookups
}
