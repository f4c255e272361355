import { setTimeout as sleep } from 'node:timers/promises'
import type { SocketModeReceiver } from '@slack/bolt'
import type { Log } from '../log.ts'
import { classify, isLimit } from './slack-error.ts'

/** The SDK's Socket Mode client, as far as it is needed here. It must not reconnect by itself. */
type SocketClient = SocketModeReceiver['client']

const SHORTEST_PAUSE_MS = 1_000
const LONGEST_PAUSE_MS = 30_000
/** A connection that ends sooner than this, and over which nothing came, was none: Slack does so where Socket Mode is off. */
const SETTLED_MS = 10_000

/** Connects for the first time: at a limit after the time that Slack asks for; whatever else is wrong is thrown, to be seen at once. */
export async function connectFirst(start: () => Promise<unknown>, log: Log): Promise<void> {
  for (;;) {
    try {
      await start()
      return
    } catch (thrown) {
      const failure = classify(thrown, true)
      if (!isLimit(failure)) throw thrown
      log.warn({ afterMs: failure.afterMs }, 'Slack lets nobody connect just now; the bot starts once it does')
      await sleep(failure.afterMs)
    }
  }
}

/**
 * Reconnects whenever the connection is lost, at once and then for as long as it takes: without it the bot hears nothing, while
 * what it sends still goes out. socket-mode 3.1.0 itself waits 5 s before each try, and gives up for good, with nothing
 * but an unhandled rejection, at the first network or HTTP error of `apps.connections.open`.
 *
 * @param client connected already
 * @returns lets it be; a connection that is just being made is closed
 */
export function keepConnected(client: SocketClient, log: Log): () => void {
  const stopping = new AbortController()
  let connecting = false
  let failures = 0
  let connectedAt = performance.now()
  let heard = false
  const pause = (leastMs: number) => {
    const growing = Math.min(LONGEST_PAUSE_MS, SHORTEST_PAUSE_MS * 2 ** Math.min(failures - 1, 5))
    return sleep(Math.max(growing, leastMs), undefined, { signal: stopping.signal }).catch(() => undefined)
  }
  const connect = async () => {
    failures = heard || performance.now() - connectedAt >= SETTLED_MS ? 0 : failures + 1
    heard = false
    if (failures > 0) await pause(0)
    while (!stopping.signal.aborted) {
      try {
        await client.start()
        connectedAt = performance.now()
        if (stopping.signal.aborted) await client.disconnect()
        else log.info({ failures }, 'connected to Slack again')
        return
      } catch (thrown) {
        const failure = classify(thrown, true)
        failures++
        log.error(
          { error: failure.error, failures },
          'no connection to Slack: the bot hears nothing until there is one again',
        )
        await pause(isLimit(failure) ? failure.afterMs : 0)
      }
    }
  }
  client.on('slack_event', () => {
    heard = true
  })
  client.on('disconnected', () => {
    if (connecting) return
    connecting = true
    void connect().finally(() => {
      connecting = false
    })
  })
  return () => stopping.abort()
}
