import type { Tx } from '../../../db/connection.ts'
import { currentCriteria } from '../../../db/queries/criteria.ts'
import { type Tier, tiers } from '../../domain/client/category.ts'
import { type Metric, metricsOf } from '../../domain/criteria/metric.ts'

/** What the bank's criteria in force ask for, of both tiers; in the units of `tier`, where its criteria name any. */
export async function metricsInForce(tx: Tx, tier: Tier | null = null): Promise<Metric[]> {
  const ownFirst = tier ? [tier, ...tiers.filter((one) => one !== tier)] : tiers
  const current = await Promise.all(ownFirst.map((one) => currentCriteria(tx, one)))
  return metricsOf(current.flatMap((one) => one?.criteria ?? []))
}
