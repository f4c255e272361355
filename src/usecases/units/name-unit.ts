import type { Tx } from '../../../db/connection.ts'
import { insertUnitProposal, openUnitById, openUnitProposals } from '../../../db/queries/unit-proposal.ts'
import { trimName } from '../../domain/client/name.ts'
import type { DomainEvent } from '../../domain/event.ts'
import { isAboutAuthority, isRefusal, type Refusal, refuse } from '../../domain/refusal.ts'
import { planCooperation, planLeadChange, type UnitPlan } from '../../domain/team/serving-units.ts'
import { type UnitAim, unitArticle } from '../../domain/team/unit-proposal.ts'
import { type Act, type Deps, type Moment, type Outcome, transact } from '../transact.ts'
import { cooperate } from './carry-out-unit.ts'
import { type Ground, leadChangeWaits, lockServed } from './served-client.ts'

/** Which unit is named for what, and why. */
export interface UnitNaming {
  readonly aim: UnitAim
  readonly unitId: number
  readonly reason: string
  /** For a change of lead: whether the old lead unit goes on as a co-operating one. */
  readonly keepsOld: boolean
}

/** What came of it: the proposal's number, or null where the unit co-operates at once. */
export interface UnitNamed {
  readonly proposalId: number | null
  readonly unitName: string
  readonly clientName: string
}

type Person = Act & { readonly personId: number }

/** Names a co-operating unit or proposes another lead unit (Art. 11), under the client's row lock. */
export function nameUnit(deps: Deps, act: Person, clientId: number, naming: UnitNaming): Promise<UnitNamed | Refusal> {
  return transact(deps, act, async (tx, moment): Promise<Outcome<UnitNamed | Refusal>> => {
    const no = (refusal: Refusal) => ({ result: refusal, events: refusedEvents(clientId, naming, refusal) })
    const ground = await lockServed(tx, act.personId, clientId, moment.today)
    if (isRefusal(ground)) return no(ground)
    const unit = await openUnitById(tx, naming.unitId)
    if (!unit) return no(refuse('unit_cannot_serve', { article: unitArticle, field: 'unit' }))
    const plan = planOf(ground, unit, naming.aim)
    if (isRefusal(plan)) return no(plan)
    const wrong = await obstacle(tx, clientId, ground, naming, plan)
    if (wrong) return no(wrong)
    const named = { unitName: unit.name, clientName: ground.served.name }
    if (plan.needs.length === 0) {
      const by = { personId: act.personId, inNameOf: plan.inNameOf, proposalId: null }
      return { result: { ...named, proposalId: null }, events: await cooperate(tx, clientId, unit.id, by, moment) }
    }
    const proposed = await propose(tx, act, clientId, naming, ground, plan, moment)
    if (isRefusal(proposed)) return no(proposed)
    return { result: { ...named, proposalId: proposed.proposalId }, events: [proposed.event] }
  })
}

function planOf({ served, standing, policy }: Ground, unit: Parameters<typeof planCooperation>[1], aim: UnitAim) {
  return aim === 'lead'
    ? planLeadChange(served, unit, standing, policy)
    : planCooperation(served, unit, standing, policy)
}

async function obstacle(
  tx: Tx,
  clientId: number,
  { served }: Ground,
  { aim, reason, unitId }: UnitNaming,
  { needs }: UnitPlan,
): Promise<Refusal | null> {
  if (needs.length > 0 && trimName(reason) === '') return refuse('reason_required', { field: 'reason' })
  const nobodys = needs.find(({ positions }) => positions.length === 0)
  if (nobodys) return refuse('nobody_may_decide', { article: unitArticle, params: { step: nobodys.kind } })
  const other = (await openUnitProposals(tx, clientId)).find((one) => {
    return one.aim === aim && (aim === 'lead' || one.unitId === unitId)
  })
  if (other) return underWay(served.name, other.id)
  return aim === 'lead' ? leadChangeWaits(tx, clientId, served.name) : null
}

function underWay(client: string, number: number | string): Refusal {
  return refuse('unit_proposal_under_way', { article: unitArticle, params: { client, number }, field: 'unit' })
}

async function propose(
  tx: Tx,
  { personId }: Person,
  clientId: number,
  { aim, unitId, reason, keepsOld }: UnitNaming,
  { served, policyVersionId }: Ground,
  { inNameOf, needs }: UnitPlan,
  moment: Moment,
): Promise<{ proposalId: number; event: DomainEvent } | Refusal> {
  const said = { aim, unitId, reason: trimName(reason), keepsOld: aim === 'lead' && keepsOld }
  const fromUnitId = served.leadUnit.id
  const proposalId = await insertUnitProposal(
    tx,
    {
      clientId,
      ...said,
      fromUnitId,
      proposedBy: personId,
      proposedInNameOf: inNameOf,
      proposedAt: moment.now,
      policyVersionId,
    },
    needs,
  )
  if (proposalId === null) return underWay(served.name, '')
  const happening = { type: 'unit_proposed', clientId, proposalId, inNameOf } as const
  return { proposalId, event: { happening, article: unitArticle, after: { ...said, fromUnitId, proposalId } } }
}

function refusedEvents(clientId: number, { aim, unitId }: UnitNaming, refusal: Refusal): DomainEvent[] {
  if (!isAboutAuthority(refusal)) return []
  const after = { refused: refusal.refused, aim, unitId }
  return [{ happening: { type: 'unit_act_refused', clientId }, article: unitArticle, after }]
}
