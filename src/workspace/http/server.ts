import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { applyReply } from '../acts/reply.ts'
import type { SocketMode } from '../deliver/socket-mode.ts'
import type { ApiParts } from '../methods/call-method.ts'
import { receiveUpload } from '../methods/files.ts'
import { SlackError } from '../slack-error.ts'
import { maySeeFile, pictureType } from '../slack-files.ts'
import type { World } from '../world.ts'
import { serveApi } from './api.ts'
import { readBody, readFields, readUpload, sendJson, sendText } from './body.ts'
import { serveAuthorize } from './oauth.ts'
import { servePageApi } from './page-api.ts'
import { createPageAssets } from './page-assets.ts'

/** The stand-in's one HTTP server; not listening yet. */
export function createHttpServer(world: World, sockets: SocketMode, parts: ApiParts): Server {
  const assets = createPageAssets()

  const route = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const [path] = (request.url ?? '/').split('?') as [string]
    const [, root, ...rest] = path.split('/')
    const name = decodeURIComponent(rest.join('/'))
    if (root === 'api') return serveApi(world, parts, name, request, response)
    if (root === 'response') return serveResponseUrl(world, name, request, response)
    if (root === 'upload') return serveUpload(world, name, request, response)
    if (root === 'files') return serveFile(world, name, request, response)
    if (root === 'page-api') return servePageApi(world, name, request, response)
    if (root === 'oauth' && name === 'v2/authorize') return serveAuthorize(world, request, response)
    const asset = root === '' ? '' : root === 'page' ? name : null
    if (asset !== null && (await assets.serve(asset, response))) return
    sendText(response, 404, 'text/plain; charset=utf-8', 'not found\n')
  }

  const server = createServer((request, response) => {
    route(request, response).catch((error: unknown) => fail(response, error))
  })
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy())
    sockets.upgrade(request, socket, head)
  })
  return server
}

// A fault of the stand-in itself must not look like one of Slack's answers.
function fail(response: ServerResponse, error: unknown): void {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
  if (response.headersSent) response.destroy()
  else sendText(response, 500, 'text/plain; charset=utf-8', `stand-in failed: ${text}\n`)
}

async function serveResponseUrl(
  world: World,
  id: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const fields = await readFields(await readBody(request), request.headers['content-type'] ?? '')
  const body = typeof fields?.payload === 'string' ? JSON.parse(fields.payload) : fields
  const target = world.responseUrls.use(id)
  if (typeof target === 'string') return sendJson(response, 404, { ok: false, error: target })
  if (!body) return sendText(response, 400, 'text/plain', 'invalid_payload')
  try {
    applyReply(world, target, body)
    sendText(response, 200, 'text/plain', 'ok')
  } catch (error) {
    if (!(error instanceof SlackError)) throw error
    sendJson(response, error.code === 'no_text' ? 400 : 404, { ok: false, error: error.code, ...error.extra })
  }
}

async function serveUpload(
  world: World,
  id: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const bytes = await readUpload(await readBody(request), request.headers['content-type'] ?? '')
  const outcome = receiveUpload(world, id, bytes)
  if (outcome === 'ok') sendText(response, 200, 'text/plain', `OK - ${bytes.length}`)
  else sendText(response, outcome === 'not_found' ? 404 : 400, 'text/plain', outcome)
}

/** A file for whoever may see it: a person of the page by `as`, an app or its user by a token, as Slack's `url_private` wants. */
function serveFile(world: World, id: string, request: IncomingMessage, response: ServerResponse): void {
  const file = world.state.files.get(id)
  const viewer = new URL(request.url ?? '', world.url()).searchParams.get('as') ?? tokenOwner(world, request)
  if (!file?.complete || file.content === undefined || viewer === null || !maySeeFile(world, file, viewer)) {
    sendText(response, 404, 'text/plain', 'not found\n')
    return
  }
  response.setHeader('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`)
  sendText(response, 200, pictureType(file) ?? 'application/octet-stream', Buffer.from(file.content, 'base64'))
}

function tokenOwner({ state, userTokens }: World, { headers }: IncomingMessage): string | null {
  const token = headers.authorization?.replace(/^Bearer /i, '') ?? ''
  return token === state.botToken ? state.app.botUserId : (userTokens.get(token) ?? null)
}
