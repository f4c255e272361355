import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { newSecret } from '../ids.ts'
import type { Ack, Outgoing, Transport } from './outbound.ts'

/** Slack's side of Socket Mode: connections opened by ticket, payloads to one of them, acknowledgements by envelope. */
export interface SocketMode extends Transport {
  /** A path with a one-use ticket for `apps.connections.open`. */
  ticketPath(): string
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  /** Closes connections as Slack does when it moves them: a `disconnect` message first. */
  disconnectAll(reason: 'warning' | 'refresh_requested' | 'link_disabled'): void
  /** Breaks all connections without a word. */
  dropAll(): void
}

const ticketMs = 30_000
const pingEveryMs = 10_000
const maxConnections = 10

type Waiting = Map<string, (body: unknown) => void>

/** `changed` is called when a connection comes or goes. */
export function createSocketMode(appId: string, changed: () => void): SocketMode {
  const server = new WebSocketServer({ noServer: true })
  const tickets = createTickets()
  const open: WebSocket[] = []
  const waiting: Waiting = new Map()
  let turn = 0
  const pings = setInterval(() => {
    for (const socket of open) socket.ping('Ping from Slack')
  }, pingEveryMs)
  pings.unref()
  return {
    connected: () => open.length > 0,
    ticketPath: () => `/link/?ticket=${tickets.issue()}&app_id=${appId}`,
    upgrade(request, socket, head) {
      const ticket = new URL(request.url ?? '/', 'http://localhost').searchParams.get('ticket') ?? ''
      if (tickets.use(ticket) && open.length < maxConnections) {
        server.handleUpgrade(request, socket, head, (one) => welcome(one, appId, open, waiting, changed))
      } else socket.end('HTTP/1.1 403 Forbidden\r\nconnection: close\r\n\r\n')
    },
    send(outgoing, ackMs) {
      const socket = open[turn++ % Math.max(1, open.length)]
      if (!socket) return Promise.resolve<Ack>({ outcome: 'not_connected', reason: 'connection_failed' })
      return sendEnvelope(socket, outgoing, ackMs, waiting)
    },
    disconnectAll(reason) {
      for (const socket of [...open]) {
        socket.send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'workspace' } }))
      }
    },
    dropAll() {
      for (const socket of [...open]) socket.terminate()
    },
    async stop() {
      clearInterval(pings)
      await Promise.all(open.map(endSocket))
      server.close()
    },
  }
}

/** One-use tickets; by the machine's clock, since a real handshake stands behind them. */
function createTickets(): { issue(): string; use(ticket: string): boolean } {
  const tickets = new Map<string, number>()
  return {
    issue() {
      const ticket = newSecret()
      tickets.set(ticket, Date.now() + ticketMs)
      return ticket
    },
    use(ticket) {
      const until = tickets.get(ticket)
      tickets.delete(ticket)
      return until !== undefined && until >= Date.now()
    },
  }
}

function welcome(socket: WebSocket, appId: string, open: WebSocket[], waiting: Waiting, changed: () => void): void {
  open.push(socket)
  // Each payload that waits for its acknowledgement listens for the loss of the connection.
  socket.setMaxListeners(0)
  socket.on('message', (data) => receive(String(data), waiting))
  socket.on('error', () => socket.terminate())
  socket.on('close', () => {
    const at = open.indexOf(socket)
    if (at >= 0) open.splice(at, 1)
    changed()
  })
  const hello = { type: 'hello', num_connections: open.length, connection_info: { app_id: appId } }
  socket.send(JSON.stringify({ ...hello, debug_info: { host: 'workspace', approximate_connection_time: 18_060 } }))
  changed()
}

function receive(text: string, waiting: Waiting): void {
  let message: { envelope_id?: string; payload?: unknown }
  try {
    message = JSON.parse(text)
  } catch {
    // Slack ignores what it cannot read; the missing acknowledgement shows in the log.
    return
  }
  if (message.envelope_id) waiting.get(message.envelope_id)?.(message.payload ?? null)
}

// A bot that is itself stopping finishes its closing handshake in this time; one that hangs is cut off.
const closingMs = 300

function endSocket(socket: WebSocket): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => socket.terminate(), closingMs)
    socket.once('close', () => {
      clearTimeout(timer)
      resolve()
    })
    socket.close(1001)
  })
}

function sendEnvelope(socket: WebSocket, outgoing: Outgoing, ackMs: number, waiting: Waiting): Promise<Ack> {
  const id = newSecret()
  return new Promise((resolve) => {
    const finish = (ack: Ack): void => {
      clearTimeout(timer)
      waiting.delete(id)
      socket.off('close', lost)
      resolve(ack)
    }
    const lost = (): void => finish({ outcome: 'no_answer', reason: 'connection_failed' })
    const timer = setTimeout(() => finish({ outcome: 'no_answer', reason: 'timeout' }), ackMs)
    waiting.set(id, (body) => finish({ outcome: 'acknowledged', body }))
    socket.on('close', lost)
    const envelope = {
      envelope_id: id,
      payload: outgoing.payload,
      type: outgoing.type,
      accepts_response_payload: outgoing.type !== 'events_api',
    }
    const retry =
      outgoing.type === 'events_api' ? { retry_attempt: outgoing.attempt, retry_reason: outgoing.reason } : {}
    socket.send(JSON.stringify({ ...envelope, ...retry }))
  })
}
