/**
 * What goes wrong between Slack and the bot. `lose`: it never arrives. `lose-ack`: it arrives, but the acknowledgement
 * does not come back, so an event is told again. `duplicate`: it arrives twice. `late`: later deliveries overtake it.
 */
export const deliveryFaultKinds = ['lose', 'lose-ack', 'duplicate', 'late'] as const
export type DeliveryFaultKind = (typeof deliveryFaultKinds)[number]

export interface DeliveryFault {
  /** What it strikes, as the log names it or the beginning of it: `event:`, `command:/recommend`, `block_actions`; `*` = all. */
  what: string
  /** How many deliveries it strikes; `Infinity` = until removed. */
  count: number
  kind: DeliveryFaultKind
  /** From 0 to 1: which share of those that fit; all of them without. */
  probability?: number
  /** For `late`: how many later deliveries are acknowledged first; 1 without. */
  behind?: number
}

/** Delivery faults waiting to strike; first come, first served. */
export interface DeliveryFaults {
  add(fault: DeliveryFault): { remaining(): number; remove(): void }
  take(what: string): DeliveryFault | null
  /** Resolves when `behind` others went past, or all held are let go. */
  hold(behind: number): Promise<void>
  /** One delivery has ended: those held come nearer. */
  passed(): void
  /** Lets go of all that are held, oldest first. */
  release(): void
  list(): DeliveryFault[]
  clear(): void
}

/** `random` decides where a probability is given. */
export function createDeliveryFaults(random: () => number): DeliveryFaults {
  let waiting: DeliveryFault[] = []
  let held: { left: number; go(): void }[] = []
  const letGo = (ready: (one: { left: number }) => boolean): void => {
    const going = held.filter(ready)
    held = held.filter((one) => !going.includes(one))
    for (const one of going) one.go()
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
    take(what) {
      const fault = waiting.find((one) => {
        const fits = one.what === '*' || what.startsWith(one.what)
        return fits && (one.probability === undefined || random() < one.probability)
      })
      if (!fault) return null
      fault.count -= 1
      if (fault.count <= 0) waiting = waiting.filter((one) => one !== fault)
      return fault
    },
    hold: (behind) => new Promise((resolve) => held.push({ left: behind, go: resolve })),
    passed() {
      for (const one of held) one.left -= 1
      letGo((one) => one.left <= 0)
    },
    release: () => letGo(() => true),
    list: () => waiting.map((one) => ({ ...one })),
    clear() {
      waiting = []
    },
  }
}
