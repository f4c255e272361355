import type { Tier } from '../rates.ts'
import { argumentError, SlackError } from '../slack-error.ts'
import type { Conversation } from '../state.ts'
import type { World } from '../world.ts'

export type Args = Record<string, unknown>
export type Answer = Record<string, unknown>

/** One method of the Web API. It acts for the bot; what it throws as SlackError becomes `ok: false`. */
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

/** The bot's own user id: all bot-token methods act as it. */
export function me(world: World): string {
  return world.state.app.botUserId
}

/** Slack's check of scopes that hang on the kind of conversation: `channels:` or `groups:` or `im:` + this. */
export function conversationScopes(...suffixes: string[]) {
  return (args: Args, world: World): string[] => {
    const conversation = typeof args.channel === 'string' ? world.state.conversations.get(args.channel) : undefined
    const kinds = conversation ? [scopeKind(conversation)] : ['channels', 'groups', 'im']
    return kinds.flatMap((kind) =>
      suffixes.map((suffix) => `${kind}:${kind === 'channels' && suffix === 'write' ? 'manage' : suffix}`),
    )
  }
}

function scopeKind(conversation: Conversation): string {
  if (conversation.kind === 'im') return 'im'
  return conversation.isPrivate ? 'groups' : 'channels'
}

/** Reads a list given as array, JSON or `a,b`. */
export function readList(value: unknown): string[] {
  if (Array.isArray(value)) return value.map(String)
  if (typeof value !== 'string') return []
  return value
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean)
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
