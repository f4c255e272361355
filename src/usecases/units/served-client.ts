import type { Tx } from '../../../db/connection.ts'
import { type ClientRow, lockClient, onItsWay } from '../../../db/queries/client.ts'
import { cooperationsOf } from '../../../db/queries/cooperation.ts'
import { reviewUnderWay } from '../../../db/queries/review.ts'
import { currentPolicy } from '../../../db/queries/settings.ts'
import { standingOf } from '../../../db/queries/standing.ts'
import { headOfficeId, unitById } from '../../../db/queries/unit.ts'
import type { Standing } from '../../domain/organisation/standing.ts'
import { type Refusal, refuse } from '../../domain/refusal.ts'
import type { Served } from '../../domain/team/serving-units.ts'
import { unitArticle } from '../../domain/team/unit-proposal.ts'
import type { Policy } from '../../policy.ts'

/** What every act about a client's units rests on. */
export interface Ground {
  readonly served: Served
  readonly standing: Standing
  readonly policy: Policy
  readonly policyVersionId: number
}

/** The units that serve a strategic client, with who asks; the client's row is held until the transaction ends. */
export async function lockServed(tx: Tx, personId: number, clientId: number, today: string): Promise<Ground | Refusal> {
  const standing = await standingOf(tx, personId, today)
  if (!standing) return refuse('not_mapped')
  const client = await lockClient(tx, clientId)
  const settings = await currentPolicy(tx)
  if (!settings) return refuse('no_policy')
  const served = client && (await servedClient(tx, client))
  if (!served) return refuse('not_strategic', { article: unitArticle, params: { client: client?.shortName ?? '' } })
  return { served, standing, policy: settings.policy, policyVersionId: settings.id }
}

/** A strategic client with the units that serve it; null where it is none. */
export async function servedClient(tx: Tx, client: ClientRow): Promise<Served | null> {
  const leadUnit = client.leadUnitId === null ? null : await unitById(tx, client.leadUnitId)
  if (client.state !== 'designated' || !client.tier || !leadUnit) return null
  return {
    name: client.shortName,
    tier: client.tier,
    leadUnit,
    cooperating: (await cooperationsOf(tx, [client.id])).map(({ unit }) => unit),
    headOfficeId: await headOfficeId(tx),
  }
}

/**
 * Why the lead cannot change now: what is under way is decided by those who lead when it begins, so the lead changes before or
 * after it (Art. 11, ours). Null where nothing is.
 */
export async function leadChangeWaits(tx: Tx, clientId: number, client: string): Promise<Refusal | null> {
  const review = await reviewUnderWay(tx, clientId)
  const recommendation = review === null ? await onItsWay(tx, clientId) : null
  const number = review === null ? recommendation && `R-${recommendation.id}` : `V-${review}`
  return number === null
    ? null
    : refuse('lead_change_waits', { article: unitArticle, params: { client, number }, field: 'unit' })
}
