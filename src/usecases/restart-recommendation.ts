import type { Tx } from '../../db/connection.ts'
import { currentCriteria } from '../../db/queries/criteria.ts'
import { lockRecommendation } from '../../db/queries/recommendation.ts'
import { beginAnew, insertSteps } from '../../db/queries/recommendation-change.ts'
import { currentPolicy } from '../../db/queries/settings.ts'
import { standingOf } from '../../db/queries/standing.ts'
import { headOfficeId, unitById } from '../../db/queries/unit.ts'
import type { Tier } from '../domain/client/category.ts'
import type { DomainEvent } from '../domain/event.ts'
import { planSteps } from '../domain/recommendation/plan-steps.ts'
import { routes } from '../domain/recommendation/routes.ts'
import { recommenderOf } from '../domain/recommendation/take-over.ts'
import type { Moment } from './transact.ts'

/**
 * Has recommendations begin anew under the settings and criteria now in force: a round of its own with steps planned today;
 * what was decided before stays in the record and no longer counts (B06). One that is no longer under approval, or whose
 * steps would be left to nobody, is left as it is.
 *
 * @param only of this tier, where only its criteria changed
 * @returns what the audit keeps of each that began anew
 */
export async function restartAll(
  tx: Tx,
  ids: readonly number[],
  moment: Moment,
  only: { tier: Tier } | null = null,
): Promise<DomainEvent[]> {
  const events: DomainEvent[] = []
  for (const id of [...new Set(ids)].sort((a, b) => a - b)) {
    const event = await restart(tx, id, moment, only)
    if (event) events.push(event)
  }
  return events
}

async function restart(tx: Tx, id: number, moment: Moment, only: { tier: Tier } | null): Promise<DomainEvent | null> {
  const loaded = await lockRecommendation(tx, id)
  if (loaded?.row.state !== 'submitted') return null
  const { row, recommendation } = loaded
  if (only && row.tier !== only.tier) return null
  const { route } = recommendation
  const settings = await currentPolicy(tx)
  const criteria = await currentCriteria(tx, routes[route].tier)
  const beganAt = await unitById(tx, row.beganAtUnitId ?? 0)
  const leadUnit = await unitById(tx, row.leadUnitId ?? 0)
  const submitter = await standingOf(tx, recommenderOf(recommendation), moment.today)
  if (!settings || !criteria || !beganAt || !leadUnit || !submitter) return null
  const steps = planSteps(
    { route, beganAt, branchId: leadUnit.branchId, headOfficeId: await headOfficeId(tx), submitter },
    settings.policy,
  )
  if (steps.some((step) => step.state !== 'skipped' && step.positions.length === 0)) return null
  const round = row.round + 1
  await beginAnew(tx, id, row.round, { round, criteriaVersionId: criteria.id, policyVersionId: settings.id })
  await insertSteps(tx, id, round, steps, moment.now)
  return {
    happening: { type: 'recommendation_restarted', recommendationId: id },
    article: '12',
    before: { round: row.round, criteriaVersionId: row.criteriaVersionId, policyVersionId: row.policyVersionId },
    after: { round, criteriaVersionId: criteria.id, policyVersionId: settings.id },
  }
}
