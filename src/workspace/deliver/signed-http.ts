import { createHmac } from 'node:crypto'
import type { Ack, Outgoing, Transport } from './outbound.ts'

/** Signs a body as Slack does: HMAC-SHA256 over `v0:timestamp:body` (docs.slack.dev, "Verifying requests"). */
export function signRequest(secret: string, timestamp: number, body: string): string {
  return `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`
}

/** Deliveries by signed POST to one request URL. Signed with the machine's time, since the receiver checks against its own. */
export function createSignedHttp(requestUrl: string, secret: string): Transport {
  return {
    connected: () => true,
    send: (outgoing, ackMs) => post(requestUrl, secret, outgoing, ackMs),
    stop: async () => {},
  }
}

/** Slack's check of a new request URL: it must give the challenge back. Throws if it does not. */
export async function verifyRequestUrl(
  requestUrl: string,
  secret: string,
  token: string,
  ackMs: number,
): Promise<void> {
  const challenge = `challenge-${Math.random().toString(36).slice(2)}`
  const payload = { token, challenge, type: 'url_verification' }
  const ack = await post(requestUrl, secret, { type: 'events_api', payload, attempt: 0, reason: '' }, ackMs)
  const answer = ack.outcome === 'acknowledged' ? ack.body : null
  const echoed = typeof answer === 'string' ? answer : (answer as { challenge?: unknown } | null)?.challenge
  if (echoed !== challenge) throw new Error(`${requestUrl} did not answer the challenge (${ack.outcome})`)
}

async function post(url: string, secret: string, outgoing: Outgoing, ackMs: number): Promise<Ack> {
  const { type, body } = encode(outgoing)
  const timestamp = Math.floor(Date.now() / 1000)
  const headers: Record<string, string> = {
    'content-type': type,
    'x-slack-request-timestamp': String(timestamp),
    'x-slack-signature': signRequest(secret, timestamp, body),
  }
  if (outgoing.attempt > 0) {
    headers['x-slack-retry-num'] = String(outgoing.attempt)
    headers['x-slack-retry-reason'] = outgoing.reason
  }
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers,
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(ackMs),
    })
    const text = await response.text()
    if (response.status !== 200) {
      return { outcome: 'refused', reason: 'http_error', noRetry: response.headers.get('x-slack-no-retry') === '1' }
    }
    return { outcome: 'acknowledged', body: readBody(text) }
  } catch (error) {
    const timedOut = (error as Error).name === 'TimeoutError'
    return { outcome: 'no_answer', reason: timedOut ? 'http_timeout' : 'connection_failed' }
  }
}

function encode(outgoing: Outgoing): { type: string; body: string } {
  const form = 'application/x-www-form-urlencoded'
  if (outgoing.type === 'events_api') return { type: 'application/json', body: JSON.stringify(outgoing.payload) }
  if (outgoing.type === 'interactive') {
    return { type: form, body: new URLSearchParams({ payload: JSON.stringify(outgoing.payload) }).toString() }
  }
  const fields = Object.entries(outgoing.payload).map(([key, value]) => [key, String(value)])
  return { type: form, body: new URLSearchParams(fields).toString() }
}

function readBody(text: string): unknown {
  if (text === '') return null
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
