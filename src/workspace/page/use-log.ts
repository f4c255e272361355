import { useContext, useEffect, useState } from 'preact/hooks'
import type { LogEntry, PageLog } from '../protocol.ts'
import { oneAtATime } from './one-at-a-time.ts'
import { query, readPage } from './page-api.ts'
import { LiveContext } from './workspace-context.ts'

const kept = 300
const pageSize = 500

/** The newest calls and deliveries, oldest first, kept fresh. */
export function useLog(): LogEntry[] {
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
    for (const seq of [...known.keys()].sort((a, b) => a - b).slice(0, -kept)) known.delete(seq)
    if (page.entries.length < pageSize) return
    after = page.next
  }
}

function isOpen(entry: LogEntry): boolean {
  return entry.kind === 'call' ? entry.answered === null : entry.outcome === 'waiting'
}
