import { useState } from 'preact/hooks'
import type { LogEntry } from '../protocol.ts'
import { Icon } from './icon.tsx'
import { useWords } from './language.ts'
import { logSummary } from './log-summary.ts'
import { clockText } from './moment.ts'
import { useReader } from './text/inline.tsx'

/** A call or delivery; opened, it shows what was sent and answered. */
export function LogLine({ entry }: { entry: LogEntry }) {
  const words = useWords()
  const reader = useReader()
  const [open, setOpen] = useState(false)
  const { what, start, ms, good, outcome } = logSummary(entry, words)
  const call = entry.kind === 'call'
  return (
    <div class="log-entry">
      <button type="button" class="log-line" aria-expanded={open} onClick={() => setOpen(!open)}>
        <span class="log-time">{clockText(start, reader, true)}</span>
        <span class={call ? 'log-way from-app' : 'log-way to-app'}>{call ? words.fromApp : words.toApp}</span>
        <span class="log-what">
          <Icon name={open ? 'down' : 'right'} size={14} />
          {what}
        </span>
        <span class={good === null ? 'log-outcome' : good ? 'log-outcome is-good' : 'log-outcome is-bad'}>
          {outcome}
        </span>
        <span class="log-ms">{ms === null ? '' : `${Math.round(ms)} ms`}</span>
      </button>
      {open && (
        <div class="log-detail">
          <pre>{JSON.stringify(call ? entry.args : entry.payload, null, 2)}</pre>
          <pre>{JSON.stringify(call ? entry.answer : entry.ack, null, 2) ?? ''}</pre>
        </div>
      )}
    </div>
  )
}
