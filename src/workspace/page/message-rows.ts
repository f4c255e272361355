import type { PageMessage } from '../protocol.ts'
import { dayKey, tsMs } from './moment.ts'

/** A line of the message list. */
export type MessageRow =
  | { kind: 'day'; key: string; ms: number }
  /** `compact`: follows closely on a message of the same author and needs no name. */
  | { kind: 'message'; key: string; message: PageMessage; compact: boolean }

const closeMs = 5 * 60_000

/** Puts day dividers between messages and joins what one author says in a row. */
export function messageRows(messages: readonly PageMessage[], zone: string): MessageRow[] {
  const rows: MessageRow[] = []
  let before: PageMessage | null = null
  for (const message of messages) {
    const ms = tsMs(message.ts)
    const newDay = !before || dayKey(tsMs(before.ts), zone) !== dayKey(ms, zone)
    if (newDay) rows.push({ kind: 'day', key: `day ${message.ts}`, ms })
    const compact = !newDay && before !== null && joins(before, message)
    rows.push({ kind: 'message', key: rowKey(message), message, compact })
    before = message
  }
  return rows
}

function joins(before: PageMessage, message: PageMessage): boolean {
  const same = before.author.kind === message.author.kind && before.author.id === message.author.id
  const plain = [before, message].every((one) => one.author.kind !== 'system' && !one.pinned && !one.ephemeral)
  return same && plain && before.replyCount === 0 && tsMs(message.ts) - tsMs(before.ts) < closeMs
}

// An ephemeral may bear the ts of a message that everybody sees.
function rowKey(message: PageMessage): string {
  return message.ephemeral ? `${message.ts} ephemeral` : message.ts
}
