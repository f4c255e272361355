import type { Tx } from '../../db/connection.ts'
import { addSeats, removeSeats, seatsOfClients } from '../../db/queries/channel.ts'
import { type ClientRow, leadClient } from '../../db/queries/client.ts'
import { cooperationsOf } from '../../db/queries/cooperation.ts'
import { leaversOf } from '../../db/queries/leavers.ts'
import { lockTeamClients, takeTeams } from '../../db/queries/organisation-marks.ts'
import { graceTiers } from '../../db/queries/review-grace.ts'
import { endLapsedSpecialists, type Specialist, specialistsToSeat } from '../../db/queries/specialist.ts'
import { standInsOf } from '../../db/queries/stand-ins.ts'
import { holdersOf } from '../../db/queries/standing.ts'
import { headOfficeId, unitsById } from '../../db/queries/unit.ts'
import type { Tier } from '../domain/client/category.ts'
import type { DomainEvent } from '../domain/event.ts'
import { positions } from '../domain/organisation/position.ts'
import type { Unit } from '../domain/organisation/unit.ts'
import { type StandIn, withDeputies } from '../domain/team/deputies.ts'
import { type PostHolder, type SeatHolder, seatHolders } from '../domain/team/seats.ts'
import { teamArticle } from '../domain/team/specialists.ts'
import { leftReason, type TeamCause, type TeamChange, teamDifference } from '../domain/team/team-change.ts'
import type { Policy } from '../policy.ts'
import { type Deps, type Moment, transact } from './transact.ts'

/** Clients looked at in one transaction: their posts, units and seats are read together. */
const batch = 100

/**
 * Holds the teams that were asked for against the appointments of the day, and follows them: seats begin and end, each with
 * its reason, and the channel after them (Art. 14). Several processes share the work.
 *
 * @returns how many teams changed
 */
export async function followTeams(deps: Deps): Promise<number> {
  for (let changed = 0; ; ) {
    const { taken, teams } = await transact(deps, { personId: null, source: 'job' }, async (tx, moment) => {
      const clientIds = await takeTeams(tx, batch)
      const events = await reseat(tx, clientIds, moment)
      const teams = events.filter(({ happening }) => happening.type === 'team_changed')
      return { result: { taken: clientIds.length, teams: teams.length }, events }
    })
    changed += teams
    if (taken < batch) return changed
  }
}

/** What all teams of a batch are derived from. */
interface Ground {
  readonly units: ReadonlyMap<number, Unit>
  readonly cooperating: ReadonlyMap<number, readonly Unit[]>
  readonly headOffice: number
  readonly holders: readonly PostHolder[]
  readonly specialists: readonly Specialist[]
  /** Who stands in for holders of posts and specialists, by holder. */
  readonly standIns: ReadonlyMap<number, readonly StandIn[]>
  /** By which teams sit whose client's exit or downgrade can still be undone. */
  readonly formerTiers: ReadonlyMap<number, Tier>
  readonly seats: ReadonlyMap<number, readonly SeatHolder[]>
  readonly policy: Policy
}

/** Why teams are looked at, where it is not for posts: a unit that serves, or served until now, and what it does any more. */
export interface UnitChange {
  readonly because: TeamCause
  readonly formerUnitIds: readonly number[]
}

/** Ends the namings of specialists whose last day is over, or who left the bank. */
export async function endLapsed(tx: Tx, clientIds: readonly number[], moment: Moment): Promise<DomainEvent[]> {
  return (await endLapsedSpecialists(tx, clientIds, moment)).map(({ id, clientId }) => ({
    happening: { type: 'specialist_lapsed', clientId, specialistId: id },
    article: teamArticle,
    before: { specialistId: id },
  }))
}

/**
 * Holds these teams against the appointments of the day, in the caller's transaction; an event for each that changes, after those of
 * specialists whose time was over.
 */
export async function reseat(
  tx: Tx,
  clientIds: readonly number[],
  moment: Moment,
  unitChange: UnitChange | null = null,
): Promise<DomainEvent[]> {
  if (clientIds.length === 0) return []
  const clients = await lockTeamClients(tx, clientIds)
  const events = await endLapsed(tx, clientIds, moment)
  const ground = await groundOf(tx, clients, moment)
  for (const client of clients) {
    const change = await reseatOne(tx, client, ground, moment, unitChange)
    if (change)
      events.push({
        happening: { type: 'team_changed', clientId: client.id, ...change },
        article: '14',
        after: { ...change },
      })
  }
  return events
}

async function groundOf(tx: Tx, clients: readonly ClientRow[], moment: Moment): Promise<Ground> {
  const leads = await unitsById(
    tx,
    clients.flatMap(({ leadUnitId }) => leadUnitId ?? []),
  )
  const headOffice = await headOfficeId(tx)
  const clientIds = clients.map(({ id }) => id)
  const cooperating = new Map<number, Unit[]>()
  const cooperations = await cooperationsOf(tx, clientIds)
  for (const { clientId, unit } of cooperations) cooperating.set(clientId, [...(cooperating.get(clientId) ?? []), unit])
  const serving = [...leads, ...cooperations.map(({ unit }) => unit)]
  const concerned = new Set([headOffice, ...serving.flatMap(({ id, branchId }) => [id, branchId ?? id])])
  const holders = await holdersOf(tx, [...concerned], positions, moment.today)
  const specialists = await specialistsToSeat(tx, clientIds, moment.today)
  const holderIds = [...holders, ...specialists].map(({ personId }) => personId)
  return {
    cooperating,
    units: new Map(leads.map((unit) => [unit.id, unit])),
    headOffice,
    holders,
    specialists,
    standIns: await standInsOf(tx, holderIds, moment.today),
    formerTiers: await graceTiers(tx, clientIds),
    seats: await seatsOfClients(tx, clientIds),
    policy: moment.policy,
  }
}

async function reseatOne(
  tx: Tx,
  client: ClientRow,
  ground: Ground,
  moment: Moment,
  unitChange: UnitChange | null,
): Promise<TeamChange | null> {
  const leadUnit = ground.units.get(client.leadUnitId ?? 0)
  const tier = ground.formerTiers.get(client.id) ?? client.tier
  if (!leadUnit || !tier) return null
  const { leadClientManagerId } = client
  const cooperating = ground.cooperating.get(client.id) ?? []
  const team = {
    tier,
    leadUnit,
    headOfficeId: ground.headOffice,
    leadClientManagerId,
    cooperating,
    specialists: ground.specialists.filter(({ clientId }) => clientId === client.id).map(({ personId }) => personId),
  }
  const wanted = withDeputies(team, seatHolders(team, ground.holders, ground.policy), ground.standIns)
  const lead = wanted.find(({ seat }) => seat === 'lead_client_manager')?.personId ?? null
  if (lead !== leadClientManagerId) await leadClient(tx, client.id, lead)
  const { joined, left } = teamDifference(ground.seats.get(client.id) ?? [], wanted)
  if (joined.length + left.length === 0) return null
  await removeSeats(tx, client.id, left)
  await addSeats(tx, client.id, joined, moment.now)
  const leavers = await leaversOf(
    tx,
    left.map(({ personId }) => personId),
    [leadUnit, ...cooperating],
    unitChange?.formerUnitIds ?? [],
    moment.today,
  )
  const unknown = { leftBank: false, outOfUse: false, holdsPost: false, worksHere: false, ofFormerUnit: false }
  return {
    joined,
    left: left.map((one) => ({ ...one, reason: leftReason(one.seat, leavers.get(one.personId) ?? unknown) })),
    ...(unitChange && { because: unitChange.because }),
  }
}
