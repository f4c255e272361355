/** The pause before the second attempt is between this and its double. */
export const SHORTEST_PAUSE_MS = 1_000
export const LONGEST_PAUSE_MS = 5 * 60_000

/**
 * Pause after the n-th failure in a row (n from 1), in milliseconds: doubling, with up to half of it taken off by chance
 * so that rows that failed together do not come back together.
 * @param chance from 0 up to, not including, 1
 */
export function pauseAfter(failures: number, chance: number): number {
  // 2 ** 20 is far beyond the longest pause; more would leave the range of numbers after a long outage.
  const whole = Math.min(LONGEST_PAUSE_MS, SHORTEST_PAUSE_MS * 2 ** Math.min(failures, 20))
  return Math.round(whole * (1 - chance / 2))
}
