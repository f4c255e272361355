import type { Tx } from '../../../db/connection.ts'
import { seatsOf } from '../../../db/queries/channel.ts'
import type { DomainEvent } from '../../domain/event.ts'
import type { Standing } from '../../domain/organisation/standing.ts'
import { isAboutAuthority, isRefusal, type Refusal } from '../../domain/refusal.ts'
import type { Served } from '../../domain/team/serving-units.ts'
import { specialistNamer, teamArticle } from '../../domain/team/specialists.ts'
import { lockServed } from '../units/served-client.ts'

/** In whose name a person may name specialists for a client, by the team as it sits; or why not. */
export async function namerOf(tx: Tx, clientId: number, served: Served, standing: Standing): Promise<number | Refusal> {
  const leads = (await seatsOf(tx, clientId)).filter(({ seat }) => seat === 'lead_client_manager')
  const leadIds = leads.map(({ personId }) => personId)
  return specialistNamer(served, leadIds, standing)
}

/** The same, with the client's row held until the transaction ends. */
export async function lockNamers(
  tx: Tx,
  personId: number,
  clientId: number,
  today: string,
): Promise<{ readonly inNameOf: number; readonly clientName: string } | Refusal> {
  const ground = await lockServed(tx, personId, clientId, today)
  if (isRefusal(ground)) return ground
  const inNameOf = await namerOf(tx, clientId, ground.served, ground.standing)
  return isRefusal(inNameOf) ? inNameOf : { inNameOf, clientName: ground.served.name }
}

/** What the audit keeps of a refusal: those that say something about authority. */
export function refusedEvents(clientId: number, refusal: Refusal): DomainEvent[] {
  if (!isAboutAuthority(refusal)) return []
  const happening = { type: 'specialist_act_refused', clientId } as const
  return [{ happening, article: teamArticle, after: { refused: refusal.refused } }]
}
