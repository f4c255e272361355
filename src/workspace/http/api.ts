import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ApiParts } from '../methods/call-method.ts'
import type { World } from '../world.ts'
import { answerApi } from './answer-api.ts'
import { readBody, sendJson } from './body.ts'

/** `POST /api/<method>` over a socket. */
export async function serveApi(
  world: World,
  parts: ApiParts,
  name: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const at = request.url?.indexOf('?') ?? -1
  const reply = await answerApi(world, parts, {
    name,
    body: await readBody(request),
    contentType: request.headers['content-type'] ?? '',
    authorization: request.headers.authorization,
    query: at < 0 ? null : new URLSearchParams(request.url?.slice(at)),
  })
  if (reply.kind === 'answer') sendJson(response, reply.status, reply.answer, reply.headers)
  if (reply.kind === 'broken') response.socket?.resetAndDestroy()
  // Silence ends when the caller gives up or the server stops.
  if (reply.kind === 'silence') response.socket?.setTimeout(0)
}
