import type { Tx } from '../../db/connection.ts'
import { wantChannel } from '../../db/queries/channel.ts'
import { lockClient, setDesignation } from '../../db/queries/client.ts'
import { endCooperations } from '../../db/queries/cooperation.ts'
import type { RecommendationRow } from '../../db/queries/recommendation.ts'
import { holdersOf } from '../../db/queries/standing.ts'
import { nextInSeries } from '../domain/calendar.ts'
import { articleOfCategory } from '../domain/client/category.ts'
import type { DomainEvent } from '../domain/event.ts'
import { seatTeam } from './seat-team.ts'
import type { Moment } from './transact.ts'

/**
 * Makes a client strategic by an approved recommendation: tier, category, lead unit, first review date, the team's seats
 * and the right to one channel, all in the transaction of the last approval.
 */
export async function designateClient(tx: Tx, row: RecommendationRow, moment: Moment): Promise<DomainEvent> {
  const { clientId, tier, category, leadUnitId } = row
  if (clientId === null || tier === null || category === null || leadUnitId === null)
    throw new Error(`recommendation ${row.id} is not whole`)
  const recommenderId = row.takenOverBy ?? row.submittedBy
  const before = await lockClient(tx, clientId)
  const { policy } = moment
  await setDesignation(tx, clientId, {
    tier,
    category,
    leadUnitId,
    ...((await isLeadManager(tx, recommenderId, leadUnitId, moment)) && { leadClientManagerId: recommenderId }),
    industry: row.industry ?? '',
    region: row.region ?? '',
    designatedAt: moment.now,
    reviewAnchor: moment.today,
    nextReviewOn: nextInSeries(moment.today, policy.reviewEveryMonths[tier], moment.today),
  })
  // Who leads from now on co-operates no more (Art. 11).
  await endCooperations(tx, clientId, leadUnitId, { at: moment.now, by: null, reason: null })
  const seated = await seatTeam(tx, clientId, policy, moment)
  await wantChannel(tx, clientId)
  const article = articleOfCategory(tier, category)
  return {
    happening: { type: 'client_designated', clientId, recommendationId: row.id },
    ...(article && { article }),
    before: { state: before?.state, tier: before?.tier },
    after: { state: 'designated', tier, category, leadUnitId, team: seated },
  }
}

/** Whoever recommended leads, if they are a client manager of the lead unit; otherwise the lead stays with who has it. */
async function isLeadManager(tx: Tx, personId: number, unitId: number, moment: Moment): Promise<boolean> {
  const managers = await holdersOf(tx, [unitId], ['client_manager'], moment.today)
  return managers.some((manager) => manager.personId === personId)
}
