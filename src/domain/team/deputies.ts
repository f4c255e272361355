import type { SeatHolder } from './seats.ts'

/**
 * The team with those who stand in today for holders of its seats (Art. 14): each sits once, for the first holder in the order
 * of the seats, and only who has no seat of their own. A seat on somebody's behalf fills no vacancy.
 *
 * @param standIns who stands in for a holder, the nearest first, by holder
 */
export function withDeputies(
  holders: readonly SeatHolder[],
  standIns: ReadonlyMap<number, readonly number[]>,
): SeatHolder[] {
  const team = [...holders]
  for (const { personId: principalId, seat } of holders) {
    if (seat === 'deputy') continue
    for (const personId of standIns.get(principalId) ?? [])
      if (!team.some((one) => one.personId === personId))
        team.push({ seat: 'deputy', personId, onBehalfOf: { personId: principalId, seat } })
  }
  return team
}
