import { LogLevel, WebClient } from '@slack/web-api'
import type { Log } from '../log.ts'

export interface SlackClientOptions {
  token: string
  /** Where Slack's Web API is, with a slash at the end; Slack itself when absent. */
  apiUrl?: string
  /** For one call, default 10,000. The SDK's own default is to wait for ever. */
  timeoutMs?: number
  /** How requests go out; the platform's own `fetch` when absent. */
  fetch?: typeof fetch
  log: Log
}

/**
 * The client of the gateway, apart from those of Bolt: in Socket Mode the SDK writes 100 retries into the options it was
 * given (socket-mode 3.1.0). It never repeats a call by itself, since a repeated post is a second message, and never
 * makes one method wait for another's limit.
 */
export function createSlackClient({ token, apiUrl, timeoutMs = 10_000, fetch, log }: SlackClientOptions): WebClient {
  return new WebClient(token, {
    ...(apiUrl && { slackApiUrl: apiUrl }),
    ...(fetch && { fetch }),
    timeout: timeoutMs,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    allowAbsoluteUrls: false,
    logger: quiet(log),
  })
}

/** The gateway tells of failures itself; what the SDK says beside it may hold message texts, so only warnings pass. */
function quiet(log: Log) {
  return {
    debug: () => {},
    info: () => {},
    warn: (...said: unknown[]) => log.debug({ said: said.map(String) }, 'The Slack SDK warns'),
    error: (...said: unknown[]) => log.debug({ said: said.map(String) }, 'The Slack SDK reports an error'),
    setLevel: () => {},
    getLevel: () => LogLevel.WARN,
    setName: () => {},
  }
}
