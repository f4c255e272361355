/** What goes wrong with a Web API call. `lost-answer` does the work and then breaks the connection. */
export type FaultKind = 'error' | '429' | '500' | 'delay' | 'hang' | 'lost-answer'

export interface Fault {
  /** A method's name, or `*`. */
  method: string
  /** How many calls it strikes. */
  count: number
  kind: FaultKind
  /** For `error`; `internal_error` without. */
  error?: string
  /** For `delay`: real milliseconds before the work is done. */
  ms?: number
  /** For `429`: seconds. */
  retryAfter?: number
  /** Only calls whose arguments fit. */
  match?: Record<string, unknown> | ((args: Record<string, unknown>) => boolean)
}

/** Faults waiting to strike; first come, first served. */
export interface Faults {
  add(fault: Fault): { remaining(): number; remove(): void }
  /** The fault for this call, used up by asking. */
  take(method: string, args: Record<string, unknown>): Fault | null
  clear(): void
}

export function createFaults(): Faults {
  let waiting: Fault[] = []
  return {
    add(fault) {
      const own = { ...fault }
      waiting.push(own)
      return {
        remaining: () => (waiting.includes(own) ? own.count : 0),
        remove: () => {
          waiting = waiting.filter((one) => one !== own)
        },
      }
    },
    take(method, args) {
      const fault = waiting.find((one) => (one.method === '*' || one.method === method) && fits(one.match, args))
      if (!fault) return null
      fault.count -= 1
      if (fault.count <= 0) waiting = waiting.filter((one) => one !== fault)
      return fault
    },
    clear() {
      waiting = []
    },
  }
}

function fits(match: Fault['match'], args: Record<string, unknown>): boolean {
  if (!match) return true
  if (typeof match === 'function') return match(args)
  return Object.entries(match).every(([key, value]) => args[key] === value)
}
