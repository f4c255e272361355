import type { Policy } from '../../policy.ts'
import type { Tier } from '../client/category.ts'
import { houseOf } from '../organisation/deputyship.ts'
import type { Position } from '../organisation/position.ts'
import type { Unit } from '../organisation/unit.ts'

/**
 * The seats of a marketing team (Art. 14), in the order in which a team is read out; those of co-operating units (Art. 11),
 * of specialists and of deputies last.
 */
export const seats = [
  'lead_client_manager',
  'sub_branch_president',
  'branch_president',
  'corporate_department',
  'head_office_president',
  'co_client_manager',
  'co_sub_branch_president',
  'co_branch_president',
  'specialist',
  'deputy',
] as const

export type Seat = (typeof seats)[number]

/** A seat that can be held in one's own name. */
export type HeldSeat = Exclude<Seat, 'deputy'>

/** Somebody who holds a post today, as far as seats are concerned. */
export interface PostHolder {
  readonly personId: number
  readonly position: Position
  readonly unitId: number
  /** ISO date from which the post is held: who has served longest leads. */
  readonly since: string
}

export interface TeamOf {
  readonly tier: Tier
  readonly leadUnit: Unit
  readonly headOfficeId: number
  /** The client manager who recommended the client, if one did. */
  readonly leadClientManagerId: number | null
  /** Units that co-operate, longest first. */
  readonly cooperating: readonly Unit[]
  /** People named as specialists for the client. */
  readonly specialists: readonly number[]
}

export interface SeatHolder {
  readonly seat: Seat
  readonly personId: number
  /** Of a deputy's seat alone: who holds the seat that the deputy sits for, and which. */
  readonly onBehalfOf?: { readonly personId: number; readonly seat: HeldSeat }
}

/**
 * Exactly the people of Articles 11 and 14, derived from posts: the lead client manager and president of the lead
 * sub-branch, the president of its branch, the corporate department's staff and, by policy, the head-office president; of each
 * co-operating unit the same people of its own level, and the president of its branch; and those named as specialists. Who
 * sits for one unit does not sit a second time for another that co-operates, nor as a specialist (ours). A seat nobody fills
 * simply has no row; `vacantSeats` names it.
 */
export function seatHolders(team: TeamOf, holders: readonly PostHolder[], policy: Policy): SeatHolder[] {
  const seated: SeatHolder[] = seatsOf(team, policy).flatMap((seat) => {
    return holdersOf(seat, team, holders).map((personId) => ({ seat, personId }))
  })
  const specialists = team.specialists.map((personId) => ({ seat: 'specialist' as const, personId }))
  for (const one of [...team.cooperating.flatMap((unit) => cooperatorsOf(unit, holders)), ...specialists])
    if (!seated.some(({ personId }) => personId === one.personId)) seated.push(one)
  return seated
}

/** Who of a co-operating unit would sit: of a sub-branch who has been its client manager longest, and the presidents above. */
function cooperatorsOf(unit: Unit, holders: readonly PostHolder[]): SeatHolder[] {
  const at = (position: Position, unitId: number) => holdersAt(holders, position, unitId)
  const ofSubBranch = unit.level === 'sub_branch'
  const managers = ofSubBranch ? leadOf(at('client_manager', unit.id), null) : []
  const presidents = ofSubBranch ? people(at('sub_branch_president', unit.id)) : []
  return [
    ...managers.map((personId) => ({ seat: 'co_client_manager' as const, personId })),
    ...presidents.map((personId) => ({ seat: 'co_sub_branch_president' as const, personId })),
    ...people(at('branch_president', unit.branchId ?? unit.id)).map((personId) => {
      return { seat: 'co_branch_president' as const, personId }
    }),
  ]
}

function holdersAt(holders: readonly PostHolder[], position: Position, unitId: number | null): PostHolder[] {
  return holders.filter((holder) => holder.position === position && holder.unitId === unitId)
}

/** Seats of the lead unit and above that the team should have and nobody fills. */
export function vacantSeats(
  team: Pick<TeamOf, 'tier' | 'leadUnit'>,
  filled: readonly SeatHolder[],
  policy: Policy,
): Seat[] {
  return seatsOf(team, policy).filter((seat) => !filled.some((holder) => holder.seat === seat))
}

/** The houses in which somebody holds a post for a seat; null for one that takes no post in any. */
export function housesOfSeat(
  seat: HeldSeat,
  { leadUnit, headOfficeId, cooperating }: Pick<TeamOf, 'leadUnit' | 'headOfficeId' | 'cooperating'>,
): readonly number[] | null {
  if (seat === 'specialist') return null
  if (seat.startsWith('co_')) return cooperating.map(houseOf)
  return [seat === 'corporate_department' || seat === 'head_office_president' ? headOfficeId : houseOf(leadUnit)]
}

type OwnSeat = Exclude<HeldSeat, `co_${string}` | 'specialist'>

function seatsOf(team: Pick<TeamOf, 'tier' | 'leadUnit'>, policy: Policy): OwnSeat[] {
  return seats.filter((seat): seat is OwnSeat => {
    if (seat === 'deputy' || seat === 'specialist' || seat.startsWith('co_')) return false
    if (seat === 'head_office_president') return policy.headOfficePresidentSeat[team.tier]
    const ofSubBranch = seat === 'lead_client_manager' || seat === 'sub_branch_president'
    return !ofSubBranch || team.leadUnit.level === 'sub_branch'
  })
}

function holdersOf(seat: OwnSeat, team: TeamOf, holders: readonly PostHolder[]): number[] {
  const at = (position: Position, unitId: number | null) => holdersAt(holders, position, unitId)
  switch (seat) {
    case 'lead_client_manager':
      return leadOf(at('client_manager', team.leadUnit.id), team.leadClientManagerId)
    case 'sub_branch_president':
      return people(at('sub_branch_president', team.leadUnit.id))
    case 'branch_president':
      return people(at('branch_president', team.leadUnit.branchId))
    case 'corporate_department':
      return people(at('corporate_officer', team.headOfficeId))
    case 'head_office_president':
      return people(at('head_office_president', team.headOfficeId))
  }
}

function leadOf(managers: readonly PostHolder[], preferredId: number | null): number[] {
  const preferred = managers.find((manager) => manager.personId === preferredId)
  const longest = [...managers].sort((a, b) => a.since.localeCompare(b.since) || a.personId - b.personId)[0]
  const lead = preferred ?? longest
  return lead ? [lead.personId] : []
}

function people(holders: readonly PostHolder[]): number[] {
  return [...new Set(holders.map((holder) => holder.personId))]
}
