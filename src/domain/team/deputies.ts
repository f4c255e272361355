import { housesOfSeat, type SeatHolder, type TeamOf } from './seats.ts'

/** Somebody who stands in for another, for their posts in some houses. */
export interface StandIn {
  readonly personId: number
  readonly houses: readonly number[]
}

/**
 * The team with those who stand in today for holders of its seats (Art. 14): each sits once, for the first holder in the order
 * of the seats for whom they stand in where that seat is, and only who has no seat of their own. A seat on somebody's behalf fills no vacancy.
 *
 * @param standIns who stands in for a holder, the nearest first, by holder
 */
export function withDeputies(
  team: Pick<TeamOf, 'leadUnit' | 'headOfficeId' | 'cooperating'>,
  holders: readonly SeatHolder[],
  standIns: ReadonlyMap<number, readonly StandIn[]>,
): SeatHolder[] {
  const seated = [...holders]
  for (const { personId: principalId, seat } of holders) {
    if (seat === 'deputy') continue
    const places = housesOfSeat(seat, team)
    for (const { personId, houses } of standIns.get(principalId) ?? [])
      if (!seated.some((one) => one.personId === personId) && (places?.some((one) => houses.includes(one)) ?? true))
        seated.push({ seat: 'deputy', personId, onBehalfOf: { personId: principalId, seat } })
  }
  return seated
}
