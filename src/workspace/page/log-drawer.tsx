import { useContext, useEffect, useRef, useState } from 'preact/hooks'
import type { LogEntry, PageLog } from '../protocol.ts'
import { Icon } from './icon.tsx'
import { useWords } from './language.ts'
import { LogLine } from './log-line.tsx'
import { oneAtATime } from './one-at-a-time.ts'
import { query, readPage } from './page-api.ts'
import { LiveContext } from './workspace-context.ts'

const shown = 300
const pageSize = 500

/** What went between the bot and the stand-in, newest below. */
export function LogDrawer({ onClose }: { onClose(): void }) {
  const words = useWords()
  const entries = useLog()
  const list = useRef<HTMLDivElement>(null)
  const last = entries.at(-1)?.seq
  useEffect(() => {
    if (list.current) list.current.scrollTop = list.current.scrollHeight
  }, [last])
  return (
    <section class="log" aria-label={words.log}>
      <header class="log-head">
        <h2>{words.log}</h2>
        <span class="pane-note">{words.logHint}</span>
        <button type="button" class="plain-button" aria-label={words.close} onClick={onClose}>
          <Icon name="close" size={16} />
        </button>
      </header>
      <div class="log-columns" aria-hidden="true">
        <span>{words.time}</span>
        <span />
        <span>{words.what}</span>
        <span>{words.outcome}</span>
        <span class="log-ms">{words.duration}</span>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: long lists scroll, by the keyboard too */}
      <div class="log-list" ref={list} tabIndex={0}>
        {entries.map((entry) => (
          <LogLine key={entry.seq} entry={entry} />
        ))}
        {entries.length === 0 && <p class="choices-note">{words.logEmpty}</p>}
      </div>
    </section>
  )
}

function useLog(): LogEntry[] {
  const live = useContext(LiveContext)
  const [entries, setEntries] = useState<LogEntry[]>([])
  useEffect(() => {
    const known = new Map<number, LogEntry>()
    let open = true
    const wake = oneAtATime(async () => {
      // A reading that fails is made good by the next event, or by the stream when it comes back.
      await readNew(known).catch(() => undefined)
      if (open) setEntries([...known.values()].sort((a, b) => a.seq - b.seq))
    })
    void wake()
    const end = live?.on('log', wake)
    return () => {
      open = false
      end?.()
    }
  }, [live])
  return entries
}

// An entry still waiting will change: reading begins again before the oldest of those.
async function readNew(known: Map<number, LogEntry>): Promise<void> {
  const waiting = [...known.values()].filter(isOpen).map((entry) => entry.seq)
  let after = Math.min(...waiting.map((seq) => seq - 1), Math.max(0, ...known.keys()))
  for (;;) {
    const page = await readPage<PageLog>(`log?${query({ after, limit: pageSize })}`)
    for (const entry of page.entries) known.set(entry.seq, entry)
    for (const seq of [...known.keys()].sort((a, b) => a - b).slice(0, -shown)) known.delete(seq)
    if (page.entries.length < pageSize) return
    after = page.next
  }
}

function isOpen(entry: LogEntry): boolean {
  return entry.kind === 'call' ? entry.answered === null : entry.outcome === 'waiting'
}
