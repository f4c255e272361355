import type { ClaimedEffect } from '../../db/queries/effect-claims.ts'

/** The priority of reminders and provisioning: what may wait. */
const BACKGROUND = 2

export interface Room {
  /** How many more effects may be taken. */
  limit: number
  /** How many of them may be reminders and provisioning. */
  backgroundLimit: number
}

/**
 * How much more may be taken. A quarter is kept free of what may wait: a hundred channels being provisioned against a slow
 * Slack would otherwise hold every place for as long as a call lasts, and a card would wait for one of them.
 */
export function roomFor(inHand: Iterable<Pick<ClaimedEffect, 'priority'>>, concurrency: number): Room {
  let taken = 0
  let background = 0
  for (const { priority } of inHand) {
    taken++
    if (priority >= BACKGROUND) background++
  }
  const kept = concurrency === 1 ? 0 : Math.max(1, Math.floor(concurrency / 4))
  return {
    limit: Math.max(0, concurrency - taken),
    backgroundLimit: Math.max(0, concurrency - kept - background),
  }
}

/** One effect at a time, whatever it is, where the other side is away. */
export function probeRoom(inHand: number): Room {
  const limit = inHand === 0 ? 1 : 0
  return { limit, backgroundLimit: limit }
}
