import type { Seat, SeatHolder } from './seats.ts'

/** Why somebody no longer sits. */
export const leftReasons = [
  'left_bank',
  'out_of_use',
  'post_ended',
  'seat_passed',
  'unit_serves_no_more',
  'stands_in_no_more',
  'named_no_more',
] as const

export type LeftReason = (typeof leftReasons)[number]

/** What is known of a person whose seat ends, on the day it ends. */
export interface Leaver {
  readonly leftBank: boolean
  /** All their Slack accounts are deactivated. */
  readonly outOfUse: boolean
  /** They still hold a post in the unit of the seat: somebody else has the seat now, or there is none any more. */
  readonly holdsPost: boolean
  /** They hold a post anywhere with which somebody can be a specialist. */
  readonly worksHere: boolean
  /** They hold a post in a unit that led or co-operated and does not any more. */
  readonly ofFormerUnit: boolean
}

/** Why a team was looked at, where it was not for a change of posts: a unit began or ended to co-operate, or to lead (Art. 11). */
export const teamCauses = ['cooperation_begun', 'cooperation_ended', 'lead_changed'] as const

export interface TeamCause {
  readonly kind: (typeof teamCauses)[number]
  readonly unitId: number
}

/** What a look at a team came to. */
export interface TeamChange {
  readonly joined: readonly SeatHolder[]
  readonly left: readonly (SeatHolder & { readonly reason: LeftReason })[]
  readonly because?: TeamCause
}

/** Who comes and who goes between two teams. */
export function teamDifference(
  before: readonly SeatHolder[],
  after: readonly SeatHolder[],
): { readonly joined: readonly SeatHolder[]; readonly left: readonly SeatHolder[] } {
  const without = (list: readonly SeatHolder[], other: readonly SeatHolder[]) =>
    list.filter((one) => !other.some((two) => isSameSeat(one, two)))
  return { joined: without(after, before), left: without(before, after) }
}

/** Whether somebody sits on the same seat in both, and for the same person. */
export function isSameSeat(a: SeatHolder, b: SeatHolder): boolean {
  return (
    a.seat === b.seat &&
    a.personId === b.personId &&
    a.onBehalfOf?.personId === b.onBehalfOf?.personId &&
    a.onBehalfOf?.seat === b.onBehalfOf?.seat
  )
}

/** The reason that is told, the weightiest first. */
export function leftReason(seat: Seat, leaver: Leaver): LeftReason {
  const { leftBank, outOfUse, holdsPost, worksHere, ofFormerUnit } = leaver
  if (leftBank) return 'left_bank'
  if (outOfUse) return 'out_of_use'
  if (seat === 'deputy') return 'stands_in_no_more'
  if (seat === 'specialist') return worksHere ? 'named_no_more' : 'post_ended'
  if (holdsPost) return 'seat_passed'
  return ofFormerUnit ? 'unit_serves_no_more' : 'post_ended'
}
