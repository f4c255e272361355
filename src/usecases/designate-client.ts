import type { Tx } from '../../db/connection.ts'
import { seatsOfClients, wantChannel } from '../../db/queries/channel.ts'
import { type ClientRow, lockClient, setDesignation } from '../../db/queries/client.ts'
import type { RecommendationRow } from '../../db/queries/recommendation.ts'
import { holdersOf } from '../../db/queries/standing.ts'
import { unitById } from '../../db/queries/unit.ts'
import { nextInSeries } from '../domain/calendar.ts'
import { articleOfCategory, type Tier } from '../domain/client/category.ts'
import type { DomainEvent } from '../domain/event.ts'
import type { Unit } from '../domain/organisation/unit.ts'
import { type SeatHolder, seats, vacantSeats } from '../domain/team/seats.ts'
import { reseat, type UnitChange } from './follow-teams.ts'
import type { Moment } from './transact.ts'
import { endServing } from './units/carry-out-unit.ts'

/**
 * Makes a client strategic by an approved recommendation: tier, category, lead unit, first review date, the team's seats
 * and the right to one channel, all in the transaction of the last approval. A client that has a team already has it reshaped
 * as any other is: who goes and who comes is told.
 */
export async function designateClient(tx: Tx, row: RecommendationRow, moment: Moment): Promise<DomainEvent[]> {
  const { clientId, tier, category, leadUnitId } = row
  if (clientId === null || tier === null || category === null || leadUnitId === null)
    throw new Error(`recommendation ${row.id} is not whole`)
  const leadUnit = await unitById(tx, leadUnitId)
  if (!leadUnit) throw new Error(`lead unit ${leadUnitId} of recommendation ${row.id} is not there`)
  const recommenderId = row.takenOverBy ?? row.submittedBy
  const before = await lockClient(tx, clientId)
  const hadTeam = (await teamOf(tx, clientId)).length > 0
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
  await endServing(tx, clientId, leadUnit, moment)
  const reseated = await reseat(tx, [clientId], moment, await passedLead(tx, before, leadUnitId))
  await wantChannel(tx, clientId)
  const article = articleOfCategory(tier, category)
  const team = await seated(tx, clientId, { tier, leadUnit }, moment)
  return [
    {
      happening: { type: 'client_designated', clientId, recommendationId: row.id },
      ...(article && { article }),
      before: { state: before?.state, tier: before?.tier },
      after: { state: 'designated', tier, category, leadUnitId, team },
    },
    // A first team is told of by the channel that opens for it.
    ...reseated.filter(({ happening }) => hadTeam || happening.type !== 'team_changed'),
  ]
}

/** The team as it now sits, and the seats that nobody fills. */
async function seated(
  tx: Tx,
  clientId: number,
  { tier, leadUnit }: { readonly tier: Tier; readonly leadUnit: Unit },
  { policy }: Moment,
) {
  const holders = await teamOf(tx, clientId)
  return { holders, vacant: vacantSeats({ tier, leadUnit }, holders, policy) }
}

/** The team in the order in which it is read out. */
async function teamOf(tx: Tx, clientId: number): Promise<SeatHolder[]> {
  const team = (await seatsOfClients(tx, [clientId])).get(clientId) ?? []
  return [...team].sort((one, other) => seats.indexOf(one.seat) - seats.indexOf(other.seat))
}

/** What the team is told of a lead that passes from one unit to another; null where it stays, or was nobody's. */
async function passedLead(tx: Tx, before: ClientRow | null, leadUnitId: number): Promise<UnitChange | null> {
  const former = before?.leadUnitId && before.leadUnitId !== leadUnitId ? await unitById(tx, before.leadUnitId) : null
  if (!former) return null
  return {
    because: { kind: 'lead_changed', unitId: leadUnitId },
    formerUnitIds: [former.id, former.branchId ?? former.id],
  }
}

/** Whoever recommended leads, if they are a client manager of the lead unit; otherwise the lead stays with who has it. */
async function isLeadManager(tx: Tx, personId: number, unitId: number, moment: Moment): Promise<boolean> {
  const managers = await holdersOf(tx, [unitId], ['client_manager'], moment.today)
  return managers.some((manager) => manager.personId === personId)
}
