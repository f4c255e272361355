import { argumentError, SlackError } from '../slack-error.ts'
import type { World } from '../world.ts'
import { type Answer, type Args, type Method, missingScope, requireArgs } from './method.ts'
import { methodTable } from './table.ts'

// Fields that hold JSON also when the body is a form.
const jsonFields = [
  'blocks',
  'attachments',
  'view',
  'metadata',
  'files',
  'document_content',
  'changes',
  'criteria',
] as const

/** Opening a socket needs the server's own parts, so the server hands it in. */
export interface ApiParts {
  openSocket(): string
}

/** One call, from token to answer. */
export function callMethod(world: World, parts: ApiParts, name: string, args: Args, token: string): Answer {
  try {
    if (args.invalid_json) throw argumentError('invalid_json', ['[ERROR] the body is no JSON object'])
    if (name === 'apps.connections.open') return { ok: true, url: openSocket(world, parts, token) }
    const method = methodTable[name]
    if (!method) throw new SlackError('unknown_method', { req_method: name })
    if (!method.anybody) checkToken(world, token)
    const read = readJsonFields(args)
    checkScopes(world, method, read)
    requireArgs(read, method.required ?? [])
    world.caller = world.userTokens.get(token) ?? null
    return { ok: true, ...method.run(world, read) }
  } catch (error) {
    if (error instanceof SlackError) return { ok: false, error: error.code, ...error.extra }
    throw error
  } finally {
    world.caller = null
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
  const owner = world.userTokens.get(token)
  if (owner && world.state.users.get(owner)?.deactivated) throw new SlackError('account_inactive')
  if (!owner && token !== world.state.botToken) throw new SlackError('invalid_auth')
  if (world.rules.tokenState !== 'valid') throw new SlackError(world.rules.tokenState)
}

function checkScopes(world: World, method: Method, args: Args): void {
  const accepted = typeof method.scopes === 'function' ? method.scopes(args, world) : (method.scopes ?? [])
  if (accepted.length === 0 || accepted.some((scope) => world.scopes.has(scope))) return
  throw missingScope(world, accepted)
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

const formatCodes: Partial<Record<(typeof jsonFields)[number], string>> = {
  blocks: 'invalid_blocks_format',
  metadata: 'invalid_metadata_format',
  attachments: 'invalid_attachments',
}

function parseField(field: (typeof jsonFields)[number], value: string): unknown {
  try {
    return JSON.parse(value)
  } catch {
    throw argumentError(formatCodes[field] ?? 'invalid_arguments', [`[ERROR] ${field} is no JSON`])
  }
}
