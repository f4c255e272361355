import type { SeatHolder } from './seats.ts'

/** Why somebody no longer sits. */
export const leftReasons = ['left_bank', 'out_of_use', 'post_ended', 'seat_passed'] as const

export type LeftReason = (typeof leftReasons)[number]

/** What is known of a person whose seat ends, on the day it ends. */
export interface Leaver {
  readonly leftBank: boolean
  /** All their Slack accounts are deactivated. */
  readonly outOfUse: boolean
  /** They still hold a post in the unit of the seat: somebody else has the seat now, or there is none any more. */
  readonly holdsPost: boolean
}

/** What a look at a team came to. */
export interface TeamChange {
  readonly joined: readonly SeatHolder[]
  readonly left: readonly (SeatHolder & { readonly reason: LeftReason })[]
}

/** Who comes and who goes between two teams. */
export function teamDifference(
  before: readonly SeatHolder[],
  after: readonly SeatHolder[],
): { readonly joined: readonly SeatHolder[]; readonly left: readonly SeatHolder[] } {
  const without = (list: readonly SeatHolder[], other: readonly SeatHolder[]) =>
    list
      .filter((one) => !other.some((two) => two.seat === one.seat && two.personId === one.personId))
      .map(({ seat, personId }) => ({ seat, personId }))
  return { joined: without(after, before), left: without(before, after) }
}

/** The reason that is told, the weightiest first. */
export function leftReason({ leftBank, outOfUse, holdsPost }: Leaver): LeftReason {
  if (leftBank) return 'left_bank'
  if (outOfUse) return 'out_of_use'
  return holdsPost ? 'seat_passed' : 'post_ended'
}
