import type { Tx } from '../../../db/connection.ts'
import { cooperationById, endCooperations } from '../../../db/queries/cooperation.ts'
import { lockUnitProposal, openUnitProposals } from '../../../db/queries/unit-proposal.ts'
import { trimName } from '../../domain/client/name.ts'
import type { DomainEvent } from '../../domain/event.ts'
import { isAboutAuthority, isRefusal, type Refusal, refuse } from '../../domain/refusal.ts'
import { endCooperation } from '../../domain/team/serving-units.ts'
import { unitArticle } from '../../domain/team/unit-proposal.ts'
import { reseat } from '../follow-teams.ts'
import { type Act, type Deps, type Moment, type Outcome, transact } from '../transact.ts'
import { close } from './decide-consent.ts'
import { lockServed } from './served-client.ts'

type Person = Act & { readonly personId: number }

/** Ends a unit's co-operation with a reason, and its people's seats with it (Art. 11); the client it served, or why not. */
export function endUnitService(
  deps: Deps,
  act: Person,
  cooperationId: number,
  reason: string,
): Promise<{ clientId: number; unitName: string } | Refusal> {
  return transact(deps, act, async (tx, moment): Promise<Outcome<{ clientId: number; unitName: string } | Refusal>> => {
    const known = await cooperationById(tx, cooperationId)
    if (!known) return { result: refuse('unit_serves_no_more', { article: unitArticle }), events: [] }
    const { clientId, unit } = known
    const ground = await lockServed(tx, act.personId, clientId, moment.today)
    if (isRefusal(ground)) return { result: ground, events: [] }
    const inNameOf = endCooperation(ground.served, unit, ground.standing, ground.policy)
    if (isRefusal(inNameOf)) return { result: inNameOf, events: refusedEvents(clientId, unit.id, inNameOf) }
    const why = trimName(reason)
    if (why === '') return { result: refuse('reason_required', { field: 'reason' }), events: [] }
    const ended = await endCooperations(tx, clientId, unit.id, { at: moment.now, by: act.personId, reason: why })
    if (ended === 0) return { result: refuse('unit_serves_no_more', { article: unitArticle }), events: [] }
    const reseated = await reseat(tx, [clientId], moment, {
      because: { kind: 'cooperation_ended', unitId: unit.id },
      formerUnitIds: [unit.id, unit.branchId ?? unit.id],
    })
    const concerned = reseated.flatMap(({ happening }) => {
      return happening.type === 'team_changed' ? happening.left.map(({ personId }) => personId) : []
    })
    const happening = { type: 'cooperation_ended', clientId, cooperationId, inNameOf, concerned } as const
    const event = { happening, article: unitArticle, before: { unitId: unit.id }, after: { reason: why } }
    return { result: { clientId, unitName: unit.name }, events: [event, ...reseated] }
  })
}

/**
 * Cancels what a change of a client's tier leaves without ground, in the transaction of the change: whoever consented did so
 * about a client of the old tier, so a change of lead that is under way is cancelled, with the exit every proposal (Art. 11,
 * ours). Units go on co-operating as long as the team sits.
 */
export async function stopProposals(
  tx: Tx,
  clientId: number,
  which: 'lead' | 'all',
  moment: Moment,
): Promise<DomainEvent[]> {
  const events: DomainEvent[] = []
  for (const { id, aim } of await openUnitProposals(tx, clientId)) {
    const loaded = which === 'all' || aim === 'lead' ? await lockUnitProposal(tx, id) : null
    if (loaded) events.push(...(await close(tx, loaded, 'cancelled', moment)))
  }
  return events
}

function refusedEvents(clientId: number, unitId: number, refusal: Refusal): DomainEvent[] {
  if (!isAboutAuthority(refusal)) return []
  return [
    {
      happening: { type: 'unit_act_refused', clientId },
      article: unitArticle,
      after: { refused: refusal.refused, unitId },
    },
  ]
}
