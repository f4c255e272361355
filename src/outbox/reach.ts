import type { Delivery } from './delivery.ts'

/** Knows whether the other side is there at all, so that an outage costs one try every so often and not one an effect. */
export interface Reach {
  isAway(): boolean
  /** What came of a delivery. */
  came(delivery: Delivery): void
}

/** How long between two tries while the other side is away: also about how late the first answer after its return is. */
export const PROBE_EVERY_MS = 1_500
/** Failures of this kind in a row: one alone may be one broken connection. */
const AWAY_AFTER = 3

/** Starts in reach. */
export function createReach(): Reach {
  let failures = 0
  return {
    isAway: () => failures >= AWAY_AFTER,
    came(delivery) {
      if (isOutage(delivery)) failures++
      else if (isAnswer(delivery)) failures = 0
    },
  }
}

/** Where a moment is said, only this call is refused: a scope or a token to be put right. */
function isOutage(delivery: Delivery): boolean {
  return delivery.kind === 'retry' && delivery.away === true && delivery.afterMs === null
}

/** A turn that has not come, and an answer that was lost, tell nothing. */
function isAnswer(delivery: Delivery): boolean {
  return (
    delivery.kind === 'done' || delivery.kind === 'dead' || (delivery.kind === 'retry' && delivery.afterMs === null)
  )
}
