import type { Tx } from '../../../db/connection.ts'
import { currentCriteria } from '../../../db/queries/criteria.ts'
import { tiers } from '../../domain/client/category.ts'
import { type Metric, metricsOf } from '../../domain/criteria/metric.ts'

/** What the bank's criteria in force ask for, of both tiers. */
export async function metricsInForce(tx: Tx): Promise<Metric[]> {
  const current = await Promise.all(tiers.map((tier) => currentCriteria(tx, tier)))
  return metricsOf(current.flatMap((one) => one?.criteria ?? []))
}
