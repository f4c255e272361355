import { setTimeout as sleep } from 'node:timers/promises'
import postgres from 'postgres'
import type { ConnectOptions } from '../../db/connection.ts'
import { createDial } from '../../db/dial.ts'
import { EFFECTS_CHANNEL } from '../../db/queries/effects.ts'

export interface Listener {
  stop(): Promise<void>
}

const CONNECT_TIMEOUT_S = 2
const FIRST_PAUSE_MS = 100
const LONGEST_PAUSE_MS = 5_000

/**
 * Calls `onWork` when a transaction that queued effects commits, and after each connection, since something may have been
 * queued while nobody listened. Says nothing about failures: the poll carries the work meanwhile and reports the outage.
 *
 * A session of its own instead of postgres.js's `sql.listen` (3.4.9): that listens anew once when the connection is lost,
 * and if the server is not back by then it never listens again, without a word.
 */
export function listenForWork(options: ConnectOptions, onWork: () => void): Listener {
  // Notifications do not pass through pgbouncer's transaction pooling: there the poll is all there is.
  if (options.pgbouncer) return { stop: async () => {} }
  const stopping = new AbortController()
  const running = listenAgainAndAgain(options, onWork, stopping.signal)
  return {
    async stop() {
      stopping.abort()
      await running
    },
  }
}

async function listenAgainAndAgain(options: ConnectOptions, onWork: () => void, signal: AbortSignal): Promise<void> {
  let pauseMs = FIRST_PAUSE_MS
  while (!signal.aborted) {
    const heard = await listenOnce(options, onWork, signal)
    pauseMs = heard ? FIRST_PAUSE_MS : Math.min(pauseMs * 2, LONGEST_PAUSE_MS)
    await sleep(pauseMs, undefined, { signal }).catch(() => undefined)
  }
}

/** One session, until it is lost or no longer wanted. Tells whether it ever listened. */
async function listenOnce(options: ConnectOptions, onWork: () => void, signal: AbortSignal): Promise<boolean> {
  let lost = () => {}
  const ended = new Promise<void>((resolve) => {
    lost = resolve
  })
  signal.addEventListener('abort', lost, { once: true })
  const session = openSession(options, { onnotify: onWork, onclose: lost })
  try {
    await session.unsafe(`listen ${EFFECTS_CHANNEL}`)
    onWork()
    await ended
    return true
  } catch {
    return false
  } finally {
    signal.removeEventListener('abort', lost)
    await session.end({ timeout: 0 })
  }
}

function openSession(
  { server, applicationName }: ConnectOptions,
  handlers: { onnotify: () => void; onclose: () => void },
): postgres.Sql {
  const settings = {
    ...handlers,
    max: 1,
    idle_timeout: 0,
    max_lifetime: null,
    fetch_types: false,
    connect_timeout: CONNECT_TIMEOUT_S,
    connection: { application_name: `${applicationName ?? 'strategic-clients'} listener` },
    onnotice: () => {},
    // The session is its LISTEN: a replacement behind our back would be deaf.
    socket: createDial({ reconnect: false }),
  }
  return 'url' in server ? postgres(server.url, settings) : postgres({ ...server, ...settings })
}
