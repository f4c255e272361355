/** The time, as everything below the wiring sees it: tests and the stand-in pass their own. */
export interface Clock {
  now(): Date
}

/** The machine's own clock. */
export const systemClock: Clock = { now: () => new Date() }
