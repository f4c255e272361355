import type { Tx } from '../../db/connection.ts'
import { seatsOf } from '../../db/queries/channel.ts'
import { clientById } from '../../db/queries/client.ts'
import { deputiesOf } from '../../db/queries/stand-ins.ts'
import { holdersAnywhere, standingOf } from '../../db/queries/standing.ts'
import { unitById } from '../../db/queries/unit.ts'
import { houseOf } from '../domain/organisation/deputyship.ts'
import { type Refusal, refuse } from '../domain/refusal.ts'
import type { Seat, SeatHolder } from '../domain/team/seats.ts'

/** The seats whose holders answer for who is in the channel, the nearest to the client first. */
const answering = ['lead_client_manager', 'sub_branch_president', 'branch_president'] as const satisfies readonly Seat[]

/** Whether a seat's holder, or whoever a deputy on it sits for, may answer for who is in the channel. */
export function answersFor({ seat, onBehalfOf }: SeatHolder): boolean {
  return answering.some((one) => one === (onBehalfOf?.seat ?? seat))
}

/**
 * Who is told of a stranger: the lead client manager, or where that seat is vacant the next above, and their deputies of the
 * day; the administrators where all of them are vacant.
 */
export async function strangerDeciders(tx: Tx, clientId: number, today: string): Promise<number[]> {
  const team = await seatsOf(tx, clientId)
  for (const seat of answering) {
    const holders = team.filter((row) => row.seat === seat).map(({ personId }) => personId)
    if (holders.length > 0)
      return [...new Set([...holders, ...(await deputiesOf(tx, holders, today, await leadHouseOf(tx, clientId)))])]
  }
  return holdersAnywhere(tx, 'administrator', today)
}

/** Where the seats that answer are: a deputy of a holder for posts elsewhere has no say in this team. */
async function leadHouseOf(tx: Tx, clientId: number): Promise<number | null> {
  const client = await clientById(tx, clientId)
  const leadUnit = client?.leadUnitId ? await unitById(tx, client.leadUnitId) : null
  return leadUnit && houseOf(leadUnit)
}

/**
 * In whose name a person may decide about strangers in a client's channel: their own, or that of somebody whose deputy they
 * are; asked at the moment of deciding.
 */
export async function mayDecideStranger(
  tx: Tx,
  clientId: number,
  personId: number,
  today: string,
): Promise<{ inNameOf: number } | Refusal> {
  const standing = await standingOf(tx, personId, today)
  if (!standing?.active) return refuse(standing ? 'left_the_bank' : 'not_mapped')
  const team = await seatsOf(tx, clientId)
  const seated = team.filter(({ seat }) => answering.some((one) => one === seat)).map((row) => row.personId)
  const entitled = seated.length > 0 ? seated : await holdersAnywhere(tx, 'administrator', today)
  if (entitled.includes(personId)) return { inNameOf: personId }
  const house = seated.length > 0 ? await leadHouseOf(tx, clientId) : null
  const principal = standing.deputyFor.find(
    ({ principalId, posts }) =>
      entitled.includes(principalId) && (house === null || posts.some(({ unit }) => houseOf(unit) === house)),
  )
  return principal ? { inNameOf: principal.principalId } : refuse('not_your_team', { article: '14' })
}
