import type { ApiParts } from '../methods/call-method.ts'
import type { World } from '../world.ts'
import { type ApiReply, answerApi } from './answer-api.ts'

/**
 * A `fetch` for `clientOptions.fetch` that answers Web API calls to this workspace in the same process: no socket, no
 * server, a fraction of the time. Everything else goes out as usual. Breaks and silences come as a network gives them.
 */
export function createInProcessFetch(world: World, parts: ApiParts): typeof fetch {
  return async (input, init) => {
    const url = input instanceof Request ? input.url : String(input)
    const root = `${world.url()}/api/`
    if (!url.startsWith(root) || input instanceof Request || !isPlainBody(init?.body)) return fetch(input, init)
    const [name, query] = url.slice(root.length).split('?') as [string, string | undefined]
    const headers = new Headers(init?.headers)
    const form = 'application/x-www-form-urlencoded'
    const reply = await answerApi(world, parts, {
      name,
      body: String(init?.body ?? ''),
      contentType: headers.get('content-type') ?? (init?.body instanceof URLSearchParams ? form : ''),
      authorization: headers.get('authorization') ?? undefined,
      query: query === undefined ? null : new URLSearchParams(query),
    })
    return respond(reply, init?.signal ?? null)
  }
}

// Files and streams are rare enough to go over the socket.
function isPlainBody(body: unknown): boolean {
  return body === undefined || body === null || typeof body === 'string' || body instanceof URLSearchParams
}

function respond(reply: ApiReply, signal: AbortSignal | null): Promise<Response> | Response {
  if (signal?.aborted) throw signal.reason
  if (reply.kind === 'broken') throw new TypeError('fetch failed', { cause: { code: 'ECONNRESET' } })
  if (reply.kind === 'silence') {
    return new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason)))
  }
  return new Response(JSON.stringify(reply.answer), {
    status: reply.status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...reply.headers },
  })
}
