/**
 * What goes wrong with a Web API call. Before the work: `error`, `429`, `500`, `hang` (no answer, ever) and `reset` (the
 * connection breaks). After a pause it goes well: `delay`. The work is done, and then: `lost-answer` (the connection
 * breaks), `silence` (no answer, ever), `late-error` (an error that may have done the work, docs.slack.dev
 * "internal_error").
 */
export const faultKinds = [
  'error',
  '429',
  '500',
  'hang',
  'reset',
  'delay',
  'lost-answer',
  'silence',
  'late-error',
] as const
export type FaultKind = (typeof faultKinds)[number]

export interface Fault {
  /** A method's name, or `*`. */
  method: string
  /** How many calls it strikes; `Infinity` = until removed. */
  count: number
  kind: FaultKind
  /** From 0 to 1: which share of the calls that fit it strikes; all of them without. */
  probability?: number
  /** For `error` and `late-error`; `internal_error` without. */
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
  /** Those still waiting, with what is left of their count. */
  list(): Fault[]
  clear(): void
}

/** `random` decides where a probability is given. */
export function createFaults(random: () => number): Faults {
  let waiting: Fault[] = []
  const strikes = (fault: Fault, method: string, args: Record<string, unknown>): boolean => {
    if (fault.method !== '*' && fault.method !== method) return false
    return fits(fault.match, args) && (fault.probability === undefined || random() < fault.probability)
  }
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
      const fault = waiting.find((one) => strikes(one, method, args))
      if (!fault) return null
      fault.count -= 1
      if (fault.count <= 0) waiting = waiting.filter((one) => one !== fault)
      return fault
    },
    list: () => waiting.map((one) => ({ ...one })),
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
