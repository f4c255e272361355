import type { IncomingMessage, ServerResponse } from 'node:http'
import { actingUser } from '../acts/person.ts'
import { visibleConversation } from '../channels.ts'
import { pagePerson, searchPeople } from '../people.ts'
import type { PageEvent, PageHome, PageLog, PagePeople, PageViews } from '../protocol.ts'
import { conversationFor, stateFor, viewFor } from '../screen.ts'
import { SlackError } from '../slack-error.ts'
import type { User } from '../state.ts'
import { homeOf, stackOf } from '../views.ts'
import type { World } from '../world.ts'
import { readBody, readFields, sendJson } from './body.ts'
import { doPageAction } from './page-actions.ts'
import { readSwitches } from './switch-actions.ts'

/** `/page-api/…`: what the browser page reads, does and listens to. */
export async function servePageApi(
  world: World,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://localhost')
  if (!ownHost(world, request)) return sendJson(response, 403, { ok: false, error: 'wrong_host' })
  if (request.method === 'POST') return act(world, path, request, response)
  if (path === 'events') return stream(world, url.searchParams.get('as'), response)
  try {
    const body = read(world, path, url.searchParams)
    if (body === null) sendJson(response, 404, { ok: false, error: 'not_found' })
    else sendJson(response, 200, body)
  } catch (error) {
    if (!(error instanceof SlackError)) throw error
    sendJson(response, 404, { ok: false, error: error.code })
  }
}

const loopback = new Set(['127.0.0.1', 'localhost', '[::1]'])

// A name of another site that was pointed at this machine must not let that site's page act as people here.
function ownHost(world: World, request: IncomingMessage): boolean {
  const bound = new URL(world.url()).hostname
  if (!loopback.has(bound)) return true
  const asked = `http://${request.headers.host ?? ''}`
  return URL.canParse(asked) && loopback.has(new URL(asked).hostname)
}

// Another site's page can send forms to this address, but not JSON: so only JSON is taken.
async function act(world: World, path: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const type = request.headers['content-type'] ?? ''
  if (!type.includes('application/json')) return sendJson(response, 415, { ok: false, error: 'json_needed' })
  const body = await readFields(await readBody(request), type)
  if (!body) return sendJson(response, 400, { ok: false, error: 'invalid_json' })
  const answer = await doPageAction(world, path, body)
  if (answer) sendJson(response, 200, answer)
  else sendJson(response, 404, { ok: false, error: 'unknown_action' })
}

function read(world: World, path: string, query: URLSearchParams): object | null {
  if (path === 'people') return people(world, query)
  if (path === 'log') return log(world, query)
  if (path === 'switches') return readSwitches(world)
  const user = actingUser(world, query.get('as') ?? '')
  if (path === 'state') return stateFor(world, user)
  if (path === 'views')
    return { stack: stackOf(world, user.id).map((view) => viewFor(world, view)) } satisfies PageViews
  if (path === 'home') {
    const home = homeOf(world, user.id)
    return { home: home ? viewFor(world, home) : null } satisfies PageHome
  }
  if (!path.startsWith('conversation/')) return null
  return conversationFor(world, visibleConversation(world, path.slice('conversation/'.length), user.id), user.id)
}

function people(world: World, query: URLSearchParams): PagePeople {
  const known = (ids: readonly string[]): User[] => ids.flatMap((id) => world.state.users.get(id) ?? [])
  const suggested = known(world.suggested).map(pagePerson)
  const ids = query.get('ids')
  if (ids !== null) {
    const found = known(ids.split(',')).map(pagePerson)
    return { people: found, total: found.length, suggested }
  }
  return { ...searchPeople(world, query.get('q') ?? '', whole(query.get('limit'), 50)), suggested }
}

function log(world: World, query: URLSearchParams): PageLog {
  const after = whole(query.get('after'), 0)
  const entries = world.log.after(after, whole(query.get('limit'), 200))
  return { entries, next: entries.at(-1)?.seq ?? after }
}

function whole(text: string | null, fallback: number): number {
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : fallback
}

/** Events of one turn of the loop go out once each, however often they came. */
function stream(world: World, as: string | null, response: ServerResponse): void {
  response.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    connection: 'keep-alive',
  })
  response.write('retry: 1000\n\n')
  const waiting = new Map<string, PageEvent>()
  const flush = (): void => {
    for (const event of waiting.values()) response.write(`data: ${JSON.stringify(event)}\n\n`)
    waiting.clear()
  }
  const stop = world.changes.subscribe((event, audience) => {
    if (audience && (as === null || !audience.has(as))) return
    if (waiting.size === 0) setImmediate(flush)
    waiting.set(event.type === 'conversation' ? event.id : event.type, event)
  })
  response.on('close', stop)
}
