import { answerLimits } from '../slack/limits.ts'
import { newSecret } from './ids.ts'

/** What a response_url answers: a command (no message), or a click on a message. */
export interface ResponseTarget {
  userId: string
  conversationId: string
  /** The message clicked; null for commands. */
  ts: string | null
  ephemeral: boolean
  /** Of a conversation chosen in a modal: everybody there sees the answer unless it says otherwise. */
  open?: true
  threadTs?: string
}

/** Response urls: five uses in thirty minutes. */
export interface ResponseUrls {
  issue(target: ResponseTarget): string
  /** Counts one use; a word in Slack's form when it cannot be used. */
  use(id: string): ResponseTarget | 'expired_url' | 'used_url' | 'invalid_url'
}

export function createResponseUrls(now: () => number, root: () => string): ResponseUrls {
  const issued = new Map<string, { target: ResponseTarget; until: number; left: number }>()
  const forget = (): void => {
    for (const [id, url] of issued) {
      if (url.until + answerLimits.responseUrlMs > now()) break
      issued.delete(id)
    }
  }
  return {
    issue(target) {
      forget()
      const id = newSecret()
      issued.set(id, { target, until: now() + answerLimits.responseUrlMs, left: answerLimits.responseUrlUses })
      return `${root()}/response/${id}`
    },
    use(id) {
      const url = issued.get(id)
      if (!url) return 'invalid_url'
      if (now() > url.until) return 'expired_url'
      if (url.left <= 0) return 'used_url'
      url.left -= 1
      return url.target
    },
  }
}
