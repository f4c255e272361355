import type { Fault } from '../faults.ts'
import { type ApiParts, callMethod } from '../methods/call-method.ts'
import { type Answer, type Args, me } from '../methods/method.ts'
import { methodTable } from '../methods/table.ts'
import { otherSide } from '../present.ts'
import type { CallEntry } from '../protocol.ts'
import type { Tier } from '../rates.ts'
import { dmKey, type World } from '../world.ts'
import { readFields } from './body.ts'

/** A Web API call as it came in, over a socket or without one. */
export interface ApiRequest {
  /** The method's name. */
  name: string
  body: Buffer | string
  contentType: string
  authorization: string | undefined
  query: URLSearchParams | null
}

/** What goes back: an answer, nothing at all, or a broken connection. */
export type ApiReply =
  | { kind: 'answer'; status: number; answer: Answer; headers: Record<string, string> }
  | { kind: 'silence' }
  | { kind: 'broken' }

/** One call with its faults and rate limits: HTTP 200 whatever comes out, but for these. */
export async function answerApi(world: World, parts: ApiParts, request: ApiRequest): Promise<ApiReply> {
  const { name } = request
  const fields = (await readFields(request.body, request.contentType)) ?? { invalid_json: true }
  const args: Args = { ...(request.query ? Object.fromEntries(request.query) : {}), ...fields }
  const token = readToken(request.authorization, args)
  delete args.token
  const entry = world.log.call({ method: name, args, received: world.now(), answered: null, status: 0, answer: null })
  const fault = world.faults.take(name, args)
  if (fault) entry.fault = fault.kind
  const before = fault ? strikeBefore(fault) : null
  if (before) return note(world, entry, before)
  if (fault?.kind === 'delay') await new Promise((resolve) => setTimeout(resolve, fault.ms ?? 0))
  const wait = world.rates.take(name, tierOf(world, name), rateChannel(world, args))
  if (wait !== null) return note(world, entry, limited(wait))
  const answer = callMethod(world, parts, name, args, token)
  if (fault) return note(world, entry, strikeAfter(fault) ?? reply(world, answer), answer)
  return note(world, entry, reply(world, answer))
}

/** `done`: what the method answered, although the bot will not see it. */
function note(world: World, entry: CallEntry, reply: ApiReply, done: Answer | null = null): ApiReply {
  entry.answer = done
  if (reply.kind === 'answer') {
    entry.answered = world.now()
    entry.status = reply.status
    entry.answer = done ?? reply.answer
  }
  world.log.count(entry)
  return reply
}

function reply(world: World, answer: Answer): ApiReply {
  return { kind: 'answer', status: 200, answer, headers: { 'x-oauth-scopes': [...world.scopes].join(',') } }
}

function limited(seconds: number): ApiReply {
  const headers = { 'retry-after': String(seconds) }
  return { kind: 'answer', status: 429, answer: { ok: false, error: 'ratelimited' }, headers }
}

function failed(status: number, error: string): ApiReply {
  return { kind: 'answer', status, answer: { ok: false, error }, headers: {} }
}

/** What comes instead of the work; null = the work is done first. */
function strikeBefore(fault: Fault): ApiReply | null {
  switch (fault.kind) {
    case 'error':
      return failed(200, fault.error ?? 'internal_error')
    case '429':
      return limited(fault.retryAfter ?? 1)
    case '500':
      return failed(500, 'internal_error')
    case 'hang':
      return { kind: 'silence' }
    case 'reset':
      return { kind: 'broken' }
    default:
      return null
  }
}

/** What comes instead of the answer to work that was done; null = the answer itself. */
function strikeAfter(fault: Fault): ApiReply | null {
  if (fault.kind === 'lost-answer') return { kind: 'broken' }
  if (fault.kind === 'silence') return { kind: 'silence' }
  return fault.kind === 'late-error' ? failed(200, fault.error ?? 'internal_error') : null
}

function readToken(authorization: string | undefined, args: Args): string {
  if (authorization) return authorization.replace(/^Bearer /i, '')
  return typeof args.token === 'string' ? args.token : ''
}

const historyMethods = new Set(['conversations.history', 'conversations.replies'])

function tierOf(world: World, name: string): Tier {
  if (name === 'apps.connections.open') return 3
  if (world.rules.commercialApp && historyMethods.has(name)) return 1
  return methodTable[name]?.tier ?? null
}

// A person's id and their direct message's are one channel to Slack, also before it is opened.
function rateChannel(world: World, args: Args): string {
  const id = String(args.channel ?? '')
  if (world.state.users.has(id)) return dmKey(me(world), id)
  const conversation = world.state.conversations.get(id)
  return conversation?.kind === 'im' ? dmKey(me(world), otherSide(conversation, me(world))) : id
}
