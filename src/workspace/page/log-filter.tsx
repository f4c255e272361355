import type { LogEntry } from '../protocol.ts'
import { useWords } from './language.ts'
import { logSummary } from './log-summary.ts'
import type { PageWords } from './words.ts'

/** Which entries a person wants to see. */
export interface Wanted {
  readonly which: 'all' | 'from-app' | 'to-app' | 'bad'
  /** Somewhere in the method, outcome, what was sent or what was answered; upper and lower case alike. */
  readonly text: string
}

export const everything: Wanted = { which: 'all', text: '' }

/** Whether an entry is wanted. */
export function isWanted(entry: LogEntry, { which, text }: Wanted, words: PageWords): boolean {
  if (which === 'from-app' && entry.kind !== 'call') return false
  if (which === 'to-app' && entry.kind !== 'delivery') return false
  const { what, outcome, good } = logSummary(entry, words)
  if (which === 'bad' && good !== false) return false
  const inside = entry.kind === 'call' ? [entry.args, entry.answer] : [entry.payload, entry.ack]
  return text === '' || `${what} ${outcome} ${JSON.stringify(inside)}`.toLowerCase().includes(text.toLowerCase())
}

/** Narrows the log down by direction, failure and words. */
export function LogFilter({ wanted, onChange }: { wanted: Wanted; onChange(wanted: Wanted): void }) {
  const words = useWords()
  const names = { all: words.logAll, 'from-app': words.fromApp, 'to-app': words.toApp, bad: words.logBad }
  return (
    <>
      <select
        class="field log-filter"
        aria-label={words.logWhich}
        value={wanted.which}
        onChange={(event) => onChange({ ...wanted, which: event.currentTarget.value as Wanted['which'] })}
      >
        {Object.entries(names).map(([which, name]) => (
          <option key={which} value={which}>
            {name}
          </option>
        ))}
      </select>
      <input
        class="field log-filter"
        type="search"
        aria-label={words.logSearch}
        placeholder={words.logSearch}
        value={wanted.text}
        onInput={(event) => onChange({ ...wanted, text: event.currentTarget.value.trim() })}
      />
    </>
  )
}
