/**
 * The workspace's time in ms: that of the machine, or of whoever gave `base`, moved on by what was travelled. A `base`
 * that always gives the same moment makes time stand still between travels.
 */
export interface Clock {
  now(): number
  /** Moves on to this moment; a moment already past changes nothing. */
  moveTo(time: number): void
  /** What was travelled so far, to be kept over a restart: time that ran backwards would surprise everybody. */
  travelled(): number
}

export function createClock(base: () => number, travelled = 0): Clock {
  let ahead = travelled
  const now = (): number => base() + ahead
  return {
    now,
    moveTo(time) {
      ahead += Math.max(0, time - now())
    },
    travelled: () => ahead,
  }
}
