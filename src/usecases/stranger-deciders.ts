import type { Tx } from '../../db/connection.ts'
import { seatsOf } from '../../db/queries/channel.ts'
import { deputiesOf } from '../../db/queries/stand-ins.ts'
import { holdersAnywhere, standingOf } from '../../db/queries/standing.ts'
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
    if (holders.length > 0) return [...new Set([...holders, ...(await deputiesOf(tx, holders, today))])]
  }
  return holdersAnywhere(tx, 'administrator', today)
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
  const principal = standing.deputyFor.find(({ principalId }) => entitled.includes(principalId))
  return principal ? { inNameOf: principal.principalId } : refuse('not_your_team', { article: '14' })
}
