/** The time, as everything below the wiring sees it: tests and the stand-in pass their own. */
export interface Clock {
  now(): Date
  /** Real time: transactions take theirs from the database, whose clock all processes share. */
  readonly real?: boolean
}

/** The machine's own clock. */
export const systemClock: Clock = { now: () => new Date(), real: true }
