import type { IncomingMessage, ServerResponse } from 'node:http'
import { type Answer, type Args, type Method, requireArgs } from '../methods/method.ts'
import { methodTable } from '../methods/table.ts'
import type { CallEntry } from '../protocol.ts'
import { argumentError, SlackError } from '../slack-error.ts'
import type { World } from '../world.ts'
import { answerFault, strikesBefore } from './api-faults.ts'
import { readBody, readFields, sendJson } from './body.ts'

// Fields that hold JSON also when the body is a form.
const jsonFields = ['blocks', 'attachments', 'view', 'metadata', 'files'] as const

/** Opening a socket needs the server's own parts, so the server hands it in. */
export interface ApiParts {
  openSocket(): string
}

/** `POST /api/<method>`: HTTP 200 whatever comes out, but for injected faults and rate limits. */
export async function serveApi(
  world: World,
  parts: ApiParts,
  name: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readBody(request)
  const url = new URL(request.url ?? '/', 'http://localhost')
  const fields = (await readFields(body, request.headers['content-type'] ?? '')) ?? { invalid_json: true }
  const args = { ...Object.fromEntries(url.searchParams), ...fields }
  const token = readToken(request, args)
  delete args.token
  const entry = world.log.call({ method: name, args, received: world.now(), answered: null, status: 0, answer: null })
  const finish = (status: number, answer: Answer, headers: Record<string, string> = {}): void => {
    Object.assign(entry, { answered: world.now(), status, answer })
    sendJson(response, status, answer, headers)
  }
  const fault = world.faults.take(name, args)
  if (fault) entry.fault = fault.kind
  if (fault && strikesBefore(fault)) return answerFault(fault, finish, response)
  if (fault?.kind === 'delay') await new Promise((resolve) => setTimeout(resolve, fault.ms ?? 0))
  const wait = limited(world, name, args)
  if (wait !== null) return finish(429, { ok: false, error: 'ratelimited' }, { 'retry-after': String(wait) })
  const answer = callMethod(world, parts, name, args, token)
  if (fault?.kind === 'lost-answer') return loseAnswer(entry, answer, response)
  finish(200, answer, { 'x-oauth-scopes': [...world.scopes].join(',') })
}

function loseAnswer(entry: CallEntry, answer: Answer, response: ServerResponse): void {
  entry.answer = answer
  response.socket?.resetAndDestroy()
}

function readToken(request: IncomingMessage, args: Args): string {
  const header = request.headers.authorization
  if (header) return header.replace(/^Bearer /i, '')
  return typeof args.token === 'string' ? args.token : ''
}

function limited(world: World, name: string, args: Args): number | null {
  const method = methodTable[name]
  return method ? world.rates.take(name, method.tier, String(args.channel ?? '')) : null
}

/** One call, from token to answer; also what the page and tests may use without HTTP. */
export function callMethod(world: World, parts: ApiParts, name: string, args: Args, token: string): Answer {
  try {
    if (args.invalid_json) throw argumentError('invalid_json', ['[ERROR] the body is no JSON object'])
    if (name === 'apps.connections.open') return { ok: true, url: openSocket(world, parts, token) }
    const method = methodTable[name]
    if (!method) throw new SlackError('unknown_method', { req_method: name })
    checkToken(world, token)
    const read = readJsonFields(args)
    checkScopes(world, method, read)
    requireArgs(read, method.required ?? [])
    return { ok: true, ...method.run(world, read) }
  } catch (error) {
    if (error instanceof SlackError) return { ok: false, error: error.code, ...error.extra }
    throw error
  }
}

function openSocket(world: World, parts: ApiParts, token: string): string {
  if (token === '') throw new SlackError('not_authed')
  if (token === world.state.botToken) throw new SlackError('not_allowed_token_type')
  if (token !== world.state.appToken) throw new SlackError('invalid_auth')
  return parts.openSocket()
}

function checkToken(world: World, token: string): void {
  if (token === '') throw new SlackError('not_authed')
  if (token === world.state.appToken) throw new SlackError('not_allowed_token_type')
  if (token !== world.state.botToken) throw new SlackError('invalid_auth')
}

function checkScopes(world: World, method: Method, args: Args): void {
  const accepted = typeof method.scopes === 'function' ? method.scopes(args, world) : (method.scopes ?? [])
  if (accepted.length === 0 || accepted.some((scope) => world.scopes.has(scope))) return
  throw new SlackError('missing_scope', { needed: accepted.join(','), provided: [...world.scopes].join(',') })
}

function readJsonFields(args: Args): Args {
  const read = { ...args }
  for (const field of jsonFields) {
    const value = read[field]
    if (typeof value !== 'string') continue
    if (value === '') delete read[field]
    else read[field] = parseField(field, value)
  }
  return read
}

function parseField(field: (typeof jsonFields)[number], value: string): unknown {
  try {
    return JSON.parse(value)
  } catch {
    const code = {
      blocks: 'invalid_blocks_format',
      metadata: 'invalid_metadata_format',
      attachments: 'invalid_attachments',
    }
    throw argumentError(code[field as keyof typeof code] ?? 'invalid_arguments', [`[ERROR] ${field} is no JSON`])
  }
}
