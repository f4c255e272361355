import { Socket } from 'node:net'

/** What postgres.js passes to a socket factory: a Unix socket path, or hosts and ports in step. */
export interface DialTarget {
  path?: string | false
  host: readonly string[]
  port: readonly number[]
}

interface DialedSocket extends Socket {
  host?: string
  port?: number
}

export type Dial = (target: DialTarget) => Socket

/** Below this a refused attempt was quick enough to try again at once. */
const SLOW_ATTEMPT_MS = 1_000
const PAUSE_AFTER_SILENCE_MS = 500

/**
 * The socket factory of a pool. It exists for three faults of postgres.js 3.4.9 when the server is away:
 * - a peer that accepts and then closes is dialled again for ever, without an error (`closed()` with an `initial` query);
 * - queries queued behind a silent peer wait one connect timeout per turn of the pool;
 * - a query that comes between a socket's "error" and its "close" is forgotten, and then answered with no rows by the
 *   first message of the next connection: here the two events come as one.
 * A TLS socket is made by postgres.js around this one, so over TLS the last fault remains.
 *
 * With `reconnect: false` the pool gets one connection in its life: a session that holds a lock must not be replaced
 * silently by one that does not.
 */
export function createDial({ reconnect = true }: { reconnect?: boolean } = {}): Dial {
  let pausedUntil = 0
  let attempts = 0

  return ({ path, host, port }) => {
    const socket: DialedSocket = new Socket()
    const turn = attempts++ % host.length
    const started = performance.now()
    let heard = false

    if (!path) {
      socket.host = host[turn] ?? 'localhost'
      socket.port = port[turn] ?? 5432
    }
    errorWithClose(socket)
    socket.once('data', () => {
      heard = true
    })
    socket.once('end', () => socket.destroy(failure('CONNECTION_CLOSED', 'the server closed the connection')))
    socket.once('close', () => {
      const now = performance.now()
      if (!heard && now - started > SLOW_ATTEMPT_MS) pausedUntil = now + PAUSE_AFTER_SILENCE_MS
    })

    // postgres.js attaches its listeners after this returns: an error raised earlier would reach nobody.
    setImmediate(() => {
      if (!reconnect && attempts > 1) {
        socket.destroy(failure('CONNECTION_CLOSED', 'the connection was lost and must not be replaced'))
      } else if (performance.now() < pausedUntil) {
        socket.destroy(failure('CONNECT_TIMEOUT', 'the server did not answer a moment ago'))
      } else if (path) {
        socket.connect(path)
      } else {
        socket.connect(socket.port ?? 5432, socket.host ?? 'localhost')
      }
    })
    return socket
  }
}

function errorWithClose(socket: Socket): void {
  const emit = socket.emit.bind(socket) as (event: string | symbol, ...values: unknown[]) => boolean
  let failed: unknown
  socket.emit = (event: string | symbol, ...values: unknown[]) => {
    if (event === 'error') {
      failed = values[0]
      return true
    }
    if (event === 'close' && failed) emit('error', failed)
    return emit(event, ...values)
  }
}

function failure(code: 'CONNECTION_CLOSED' | 'CONNECT_TIMEOUT', message: string): Error {
  return Object.assign(new Error(message), { code })
}
