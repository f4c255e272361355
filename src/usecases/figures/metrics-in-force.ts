import type { Tx } from '../../../db/connection.ts'
import { currentCriteria } from '../../../db/queries/criteria.ts'
import { firstTier, type Tier, tiers } from '../../domain/client/category.ts'
import { type Metric, metricsOf } from '../../domain/criteria/metric.ts'

/** What the bank's criteria in force ask for, of both tiers; in the units of the client's tier, where its criteria name any. */
export async function metricsInForce(tx: Tx, ofClient: Tier | null = null): Promise<Metric[]> {
  const own = ofClient ?? firstTier
  const ownFirst = [own, ...tiers.filter((one) => one !== own)]
  const current = await Promise.all(ownFirst.map((one) => currentCriteria(tx, one)))
  return metricsOf(current.flatMap((one) => one?.criteria ?? []))
}
