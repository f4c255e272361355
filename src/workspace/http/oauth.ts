import type { IncomingMessage, ServerResponse } from 'node:http'
import type { World } from '../world.ts'
import { sendText } from './body.ts'

/**
 * `GET /oauth/v2/authorize`: where "Add to Slack" leads. Nobody is asked: the first administrator, or the first person,
 * allows everything at once and is sent back with a code.
 */
export function serveAuthorize(world: World, request: IncomingMessage, response: ServerResponse): void {
  const { searchParams } = new URL(request.url ?? '/', 'http://localhost')
  const problem = mistake(world, searchParams)
  if (problem) sendText(response, 400, 'text/plain; charset=utf-8', `${problem}\n`)
  else response.writeHead(302, { location: wayBack(world, searchParams) }).end()
}

function mistake(world: World, query: URLSearchParams): string | null {
  const redirectUri = query.get('redirect_uri') ?? ''
  if (query.get('client_id') !== world.state.clientId) return 'invalid_client_id'
  if (!/^https?:/.test(redirectUri) || !URL.canParse(redirectUri)) return 'bad_redirect_uri'
  return scopesOf(query).length === 0 ? 'invalid_scope' : null
}

function scopesOf(query: URLSearchParams): string[] {
  return (query.get('scope') ?? '').split(/[\s,]+/).filter(Boolean)
}

function wayBack(world: World, query: URLSearchParams): string {
  const redirectUri = query.get('redirect_uri') as string
  const back = new URL(redirectUri)
  const install = { scopes: scopesOf(query), redirectUri, userId: installer(world) }
  back.searchParams.set('code', world.installs.issue(install))
  back.searchParams.set('state', query.get('state') ?? '')
  return back.href
}

function installer(world: World): string {
  const people = [...world.state.users.values()].filter((one) => one.kind !== 'bot' && !one.deactivated)
  const first = people.find((one) => one.kind === 'owner' || one.kind === 'admin') ?? people[0]
  return first?.id ?? world.state.app.botUserId
}
