import type { Places } from '../../db/queries/effect-claims.ts'

/** Where the next claim begins to look. */
export interface Looks {
  /** Undefined = at the beginning. */
  from(): Places | undefined
  /** What the look said of where the next may begin; null = at the beginning. */
  came(next: Places | null): void
  /** The next look begins at the beginning. */
  beginAnew(): void
}

/** Looks that begin where the one before found the first row waiting; from the beginning at least each so many ms. */
export function createLooks(everyMs: number): Looks {
  let places: Places | null = null
  let wholeAt = 0
  return {
    from() {
      if (places && performance.now() - wholeAt < everyMs) return places
      wholeAt = performance.now()
      return undefined
    },
    came(next) {
      places = next
    },
    beginAnew() {
      places = null
    },
  }
}
