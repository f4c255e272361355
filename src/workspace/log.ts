import type { CallEntry, DeliveryEntry, LogEntry } from './protocol.ts'

/** How often a method was called. */
export interface Tally {
  calls: number
  /** Answered `ok: true`, whether or not the answer arrived. */
  done: number
  /** Refused by a rate limit of the workspace, not by an injected fault. */
  limited: number
  /** Struck by an injected fault. */
  faults: number
}

/** Every Web API call and every delivery, oldest first; the oldest are dropped beyond `keep`. */
export interface CallLog {
  call(entry: Omit<CallEntry, 'seq' | 'kind'>): CallEntry
  delivery(entry: Omit<DeliveryEntry, 'seq' | 'kind'>): DeliveryEntry
  after(seq: number, limit: number): LogEntry[]
  /** All calls kept, of one method if named. */
  calls(method?: string): CallEntry[]
  /** All deliveries kept whose `what` is, or begins with, this. */
  deliveries(what?: string): DeliveryEntry[]
  /** Adds an ended call to the tallies. */
  count(entry: CallEntry): void
  /** All calls since the start, dropped ones included; of one method if named. */
  tally(method?: string): Tally
  /** Forgets entries and tallies. */
  clear(): void
}

// An entry with its blocks weighs some 10 kB.
const defaultKeep = 5000

const none = (): Tally => ({ calls: 0, done: 0, limited: 0, faults: 0 })

/** `changed` is called when an entry is added. */
export function createLog(changed: () => void, keep = defaultKeep): CallLog {
  let entries: LogEntry[] = []
  let seq = 0
  const tallies = new Map<string, Tally>()
  const add = <T extends LogEntry>(entry: T): T => {
    entries.push(entry)
    if (entries.length > keep * 1.1) entries = entries.slice(entries.length - keep)
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
    count(entry) {
      for (const key of [entry.method, '']) {
        const tally = tallies.get(key) ?? none()
        tally.calls += 1
        if (entry.answer?.ok === true) tally.done += 1
        if (entry.fault) tally.faults += 1
        else if (entry.status === 429) tally.limited += 1
        tallies.set(key, tally)
      }
    },
    tally: (method = '') => ({ ...(tallies.get(method) ?? none()) }),
    clear() {
      entries = []
      tallies.clear()
    },
  }
}
