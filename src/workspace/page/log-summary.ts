import type { LogEntry } from '../protocol.ts'
import type { PageWords } from './words.ts'

/** What a line of the log says. */
export interface LogSummary {
  what: string
  start: number
  ms: number | null
  /** Null while it is open. */
  good: boolean | null
  outcome: string
}

/** Reads it off a call or delivery. */
export function logSummary(entry: LogEntry, words: PageWords): LogSummary {
  if (entry.kind === 'delivery') {
    const outcomes = {
      waiting: words.waiting,
      acknowledged: words.acknowledged,
      no_answer: words.noAnswer,
      not_connected: words.notConnected,
      refused: words.refused,
    }
    const good = entry.outcome === 'waiting' ? null : entry.outcome === 'acknowledged'
    const again = entry.attempt > 1 ? ` ×${entry.attempt}` : ''
    return { what: entry.what + again, start: entry.sent, ms: entry.tookMs, good, outcome: outcomes[entry.outcome] }
  }
  const { method, received, answered, answer, status } = entry
  const error = typeof answer?.error === 'string' ? answer.error : status === 200 ? 'ok' : String(status)
  const outcome = answered === null ? words.waiting : error
  const good = answered === null ? null : answer?.ok === true
  return { what: method, start: received, ms: answered === null ? null : answered - received, good, outcome }
}
