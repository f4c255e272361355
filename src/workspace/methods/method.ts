import { joinedConversation } from '../channels.ts'
import type { Tier } from '../rates.ts'
import { argumentError, SlackError } from '../slack-error.ts'
import type { Conversation, Message } from '../state.ts'
import type { World } from '../world.ts'

export type Args = Record<string, unknown>
export type Answer = Record<string, unknown>

/** One method of the Web API. It acts for the token's owner; what it throws as SlackError becomes `ok: false`. */
export interface Method {
  tier: Tier
  /** Any one of them is enough; none listed = any token. */
  scopes?: readonly string[] | ((args: Args, world: World) => readonly string[])
  /** Arguments without which Slack answers `invalid_arguments`. */
  required?: readonly string[]
  /** Needs no token: it is how one gets one. */
  anybody?: true
  run(world: World, args: Args): Answer
}

/** Whom a method acts for: the bot, or the person whose token was sent. */
export function me(world: World): string {
  return world.caller ?? world.state.app.botUserId
}

/** Slack's check of scopes that hang on the kind of conversation: `channels:`, `groups:`, `im:` or `mpim:` + this. */
export function conversationScopes(...suffixes: string[]) {
  return (args: Args, world: World): string[] => {
    const conversation = typeof args.channel === 'string' ? world.state.conversations.get(args.channel) : undefined
    const kinds = conversation ? [scopeKind(conversation)] : ['channels', 'groups', 'im', 'mpim']
    return kinds.flatMap((kind) =>
      suffixesOf(kind, suffixes).map(
        (suffix) => `${kind}:${kind === 'channels' && suffix === 'write' ? 'manage' : suffix}`,
      ),
    )
  }
}

// People are invited to channels only.
function suffixesOf(kind: string, suffixes: string[]): string[] {
  return kind.endsWith('im') ? suffixes.filter((one) => one !== 'write.invites') : suffixes
}

function scopeKind(conversation: Conversation): string {
  if (conversation.kind !== 'channel') return conversation.kind
  return conversation.isPrivate ? 'groups' : 'channels'
}

/** The message of `channel` and `timestamp`, where the bot is a member. */
export function markedMessage(world: World, args: Args): { conversation: Conversation; message: Message } {
  const conversation = joinedConversation(world, args.channel, me(world))
  if (args.timestamp === undefined || args.timestamp === '') throw new SlackError('no_item_specified')
  const message = conversation.messages.get(String(args.timestamp))
  if (!message) throw new SlackError('message_not_found')
  return { conversation, message }
}

/** Slack's answer to a token that lacks a scope: any of `needed` would do. */
export function missingScope(world: World, needed: readonly string[]): SlackError {
  return new SlackError('missing_scope', { needed: needed.join(','), provided: [...world.scopes].join(',') })
}

/** Reads a list given as array, JSON or `a,b`. */
export function readList(value: unknown): string[] {
  if (Array.isArray(value)) return value.map(String)
  if (typeof value !== 'string') return []
  if (value.startsWith('[')) return readJsonList(value)
  return value
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean)
}

// Slack's own client writes arrays into forms as JSON.
function readJsonList(text: string): string[] {
  try {
    const list: unknown = JSON.parse(text)
    return Array.isArray(list) ? list.map(String) : []
  } catch {
    return []
  }
}

/** A boolean however it was sent. */
export function readFlag(value: unknown): boolean {
  return value === true || value === 'true' || value === '1' || value === 1
}

/** One page of a list: Slack's opaque cursor, and pages that may be short although more follow. */
export function page<T>(world: World, list: readonly T[], args: Args, defaults: { limit: number; max: number }) {
  const limit = args.limit === undefined || args.limit === '' ? defaults.limit : Number(args.limit)
  if (!Number.isInteger(limit) || limit < 0 || limit > defaults.max) throw new SlackError('invalid_limit')
  const start = readCursor(args.cursor)
  if (start > list.length) throw new SlackError('invalid_cursor')
  const size = limit === 0 ? defaults.limit : limit
  const taken = world.rules.shortPages && size > 1 ? Math.ceil(size / 2) : size
  const end = start + taken
  const next = end < list.length ? Buffer.from(`next:${end}`).toString('base64') : ''
  return { items: list.slice(start, end), response_metadata: { next_cursor: next } }
}

function readCursor(cursor: unknown): number {
  if (cursor === undefined || cursor === '' || cursor === null) return 0
  const match = /^next:(\d+)$/.exec(Buffer.from(String(cursor), 'base64').toString())
  if (!match) throw new SlackError('invalid_cursor')
  return Number(match[1])
}

/** Slack's answer when arguments are missing. */
export function requireArgs(args: Args, names: readonly string[]): void {
  const missing = names.filter((name) => args[name] === undefined || args[name] === null || args[name] === '')
  if (missing.length)
    throw argumentError(
      'invalid_arguments',
      missing.map((name) => `[ERROR] missing required field: ${name}`),
    )
}
