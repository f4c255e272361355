import type { Tx } from '../../../db/connection.ts'
import { beginCooperation, endCooperations } from '../../../db/queries/cooperation.ts'
import { unitById } from '../../../db/queries/unit.ts'
import { setLeadUnit, type UnitProposalRow } from '../../../db/queries/unit-proposal.ts'
import type { DomainEvent } from '../../domain/event.ts'
import type { Unit } from '../../domain/organisation/unit.ts'
import { unitArticle } from '../../domain/team/unit-proposal.ts'
import { reseat } from '../follow-teams.ts'
import type { Moment } from '../transact.ts'

/** By whom a unit was named, in whose name, and by which proposal. */
export interface NamedBy {
  readonly personId: number
  readonly inNameOf: number
  readonly proposalId: number | null
}

/** Has a unit co-operate from now on, and its people seated (Art. 11), in the caller's transaction. */
export async function cooperate(
  tx: Tx,
  clientId: number,
  unitId: number,
  { personId, inNameOf, proposalId }: NamedBy,
  moment: Moment,
): Promise<DomainEvent[]> {
  const begun = { begunAt: moment.now, begunBy: personId, begunInNameOf: inNameOf, proposalId }
  await beginCooperation(tx, { clientId, unitId, ...begun })
  return [
    {
      happening: { type: 'cooperation_begun', clientId, inNameOf },
      article: unitArticle,
      after: { unitId, ...(proposalId !== null && { proposalId }) },
    },
    ...(await reseat(tx, [clientId], moment, {
      because: { kind: 'cooperation_begun', unitId },
      formerUnitIds: [],
    })),
  ]
}

/**
 * Makes another unit lead (Art. 11): the client moves into its branch's register, the team follows, and the old lead unit goes
 * on as a co-operating one where that was agreed. Who has to know is told by name of the people whose seats change.
 */
export async function changeLead(
  tx: Tx,
  { id: proposalId, clientId, fromUnitId, unitId, keepsOld, proposedBy, proposedInNameOf }: UnitProposalRow,
  moment: Moment,
): Promise<DomainEvent[]> {
  const [from, to] = [await unitById(tx, fromUnitId), await unitById(tx, unitId)]
  if (!from || !to) throw new Error(`proposal ${proposalId} is about a unit that is not there`)
  await setLeadUnit(tx, clientId, unitId)
  await endServing(tx, clientId, to, moment)
  if (keepsOld && from.id !== to.branchId)
    await beginCooperation(tx, {
      clientId,
      unitId: from.id,
      begunAt: moment.now,
      begunBy: proposedBy,
      begunInNameOf: proposedInNameOf,
      proposalId,
    })
  const reseated = await reseat(tx, [clientId], moment, {
    because: { kind: 'lead_changed', unitId },
    formerUnitIds: [from.id, from.branchId ?? from.id],
  })
  const concerned = reseated.flatMap(({ happening }) =>
    happening.type === 'team_changed' ? [...happening.joined, ...happening.left].map(({ personId }) => personId) : [],
  )
  return [
    {
      happening: { type: 'lead_changed', clientId, proposalId, concerned: [...new Set(concerned)] },
      article: unitArticle,
      before: { leadUnitId: fromUnitId },
      after: { leadUnitId: unitId, keepsOld, proposalId },
    },
    ...reseated,
  ]
}

/** Who leads a client co-operates no more (Art. 11), nor does the branch above, whose president sits in every team. */
export async function endServing(tx: Tx, clientId: number, { id, branchId }: Unit, { now }: Moment): Promise<void> {
  for (const serving of new Set([id, branchId ?? id]))
    await endCooperations(tx, clientId, serving, { at: now, by: null, reason: null })
}
