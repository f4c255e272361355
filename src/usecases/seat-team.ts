import type { Tx } from '../../db/connection.ts'
import { addSeats, removeSeats, seatsOf, seatsOfClients } from '../../db/queries/channel.ts'
import { clientById } from '../../db/queries/client.ts'
import { cooperationsOf } from '../../db/queries/cooperation.ts'
import { graceTiers } from '../../db/queries/review-grace.ts'
import { specialistsInUse } from '../../db/queries/specialist.ts'
import { standInsOf } from '../../db/queries/stand-ins.ts'
import { holdersOf } from '../../db/queries/standing.ts'
import { headOfficeId, unitById } from '../../db/queries/unit.ts'
import { positions } from '../domain/organisation/position.ts'
import { withDeputies } from '../domain/team/deputies.ts'
import { type Seat, type SeatHolder, seatHolders, vacantSeats } from '../domain/team/seats.ts'
import { teamDifference } from '../domain/team/team-change.ts'
import type { Policy } from '../policy.ts'
import type { Moment } from './transact.ts'

/** The team as it now sits, and the seats that nobody fills. */
export interface Seated {
  readonly holders: readonly SeatHolder[]
  readonly vacant: readonly Seat[]
}

/** Seats the team of Article 14 from the appointments of the day; who sits already keeps the outcome of their invitation. */
export async function seatTeam(tx: Tx, clientId: number, policy: Policy, moment: Moment): Promise<Seated> {
  const team = await teamOf(tx, clientId)
  const units = [team.leadUnit, ...team.cooperating].flatMap(({ id, branchId }) => [id, branchId ?? id])
  const posts = await holdersOf(tx, [...units, team.headOfficeId], positions, moment.today)
  const own = seatHolders(team, posts, policy)
  const principals = own.map(({ personId }) => personId)
  const holders = withDeputies(own, await standInsOf(tx, principals, moment.today))
  const { joined, left } = teamDifference((await seatsOfClients(tx, [clientId])).get(clientId) ?? [], holders)
  await removeSeats(tx, clientId, left)
  await addSeats(tx, clientId, joined, moment.now)
  return { holders, vacant: vacantSeats(team, holders, policy) }
}

/** The seats of a client's team that nobody fills. */
export async function vacantSeatsOf(tx: Tx, clientId: number, policy: Policy): Promise<Seat[]> {
  return vacantSeats(await teamOf(tx, clientId), await seatsOf(tx, clientId), policy)
}

async function teamOf(tx: Tx, clientId: number) {
  const client = await clientById(tx, clientId)
  const leadUnit = client?.leadUnitId ? await unitById(tx, client.leadUnitId) : null
  const tier = (await graceTiers(tx, [clientId])).get(clientId) ?? client?.tier
  if (!client || !tier || !leadUnit) throw new Error(`client ${clientId} has no team`)
  return {
    tier,
    leadUnit,
    headOfficeId: await headOfficeId(tx),
    leadClientManagerId: client.leadClientManagerId,
    cooperating: (await cooperationsOf(tx, [clientId])).map(({ unit }) => unit),
    specialists: (await specialistsInUse(tx, [clientId])).map(({ personId }) => personId),
  }
}
