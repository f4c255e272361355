import type { CallEntry, DeliveryEntry, LogEntry } from './protocol.ts'

/** Every Web API call and every delivery, oldest first; the oldest are dropped beyond `keep`. */
export interface CallLog {
  call(entry: Omit<CallEntry, 'seq' | 'kind'>): CallEntry
  delivery(entry: Omit<DeliveryEntry, 'seq' | 'kind'>): DeliveryEntry
  after(seq: number, limit: number): LogEntry[]
  /** All calls kept, of one method if named. */
  calls(method?: string): CallEntry[]
  /** All deliveries kept whose `what` is, or begins with, this. */
  deliveries(what?: string): DeliveryEntry[]
  clear(): void
}

// An entry with its blocks weighs some 10 kB.
const defaultKeep = 5000

/** `changed` is called when an entry is added. */
export function createLog(changed: () => void, keep = defaultKeep): CallLog {
  let entries: LogEntry[] = []
  let seq = 0
  const add = <T extends LogEntry>(entry: T): T => {
    entries.push(entry)
    if (entries.length > keep * 1.1) entries = entries.slice(-keep)
    changed()
    return entry
  }
  return {
    call: (entry) => add({ ...entry, kind: 'call', seq: ++seq }),
    delivery: (entry) => add({ ...entry, kind: 'delivery', seq: ++seq }),
    after: (from, limit) => entries.filter((entry) => entry.seq > from).slice(0, limit),
    calls: (method) =>
      entries.filter((entry) => entry.kind === 'call' && (!method || entry.method === method)) as CallEntry[],
    deliveries: (what) =>
      entries.filter((entry) => entry.kind === 'delivery' && (!what || entry.what.startsWith(what))) as DeliveryEntry[],
    clear() {
      entries = []
    },
  }
}
