import type { WebClient } from '@slack/web-api'
import type { Side } from './side.ts'

/** One thing both sides must do alike: what comes of it, in plain values, and what Slack's page says comes of it. */
export interface Expectation {
  name: string
  run(side: Side): Promise<unknown>
  expected: unknown
}

let n = 0

/** A name for a channel that no other expectation uses. */
export function freshName(prefix: string): string {
  n += 1
  return `${prefix}-${n}`
}

/** `ok`, or the code of the refusal. */
export async function code(call: Promise<unknown>): Promise<unknown> {
  try {
    await call
    return 'ok'
  } catch (error) {
    const { data, message } = error as { data?: { error?: string }; message: string }
    return data?.error ?? message
  }
}

/** A new channel of the bot's. */
export async function made(client: WebClient, isPrivate = true): Promise<string> {
  const { channel } = await client.conversations.create({ name: freshName('contract'), is_private: isPrivate })
  return channel?.id as string
}

/** A new channel with a message of the bot's. */
export async function posted(client: WebClient, extra: object = {}): Promise<{ channel: string; ts: string }> {
  const channel = await made(client)
  const { ts } = await client.chat.postMessage({ channel, text: 'a', ...extra })
  return { channel, ts: ts as string }
}

/** The least that blocks can be. */
export const divider = [{ type: 'divider' as const }]
