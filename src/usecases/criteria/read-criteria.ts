import type { Tx } from '../../../db/connection.ts'
import {
  type CriteriaDraft,
  type CriteriaVersion,
  criteriaDraft,
  criteriaHistory,
} from '../../../db/queries/criteria.ts'
import { standingOf } from '../../../db/queries/standing.ts'
import { type Tier, tiers } from '../../domain/client/category.ts'
import { type Criteria, noCriteria } from '../../domain/criteria/criteria.ts'
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts'
import { ask, type Deps } from '../transact.ts'
import { publisherOf } from './may-publish.ts'

/** How many versions of a tier the history tells of. */
const told = 5

/** A tier's criteria as they are now. */
export interface TierCriteria {
  readonly tier: Tier
  /** Newest first; the first is the one in force. */
  readonly versions: readonly CriteriaVersion[]
  readonly draft: CriteriaDraft | null
}

/** Both tiers' criteria, and whether the reader may change them. */
export interface CriteriaInForce {
  readonly tiers: readonly TierCriteria[]
  readonly mayPublish: boolean
}

/** Reads the criteria of both tiers: everybody at work may see what clients are judged by (Art. 12, 13). */
export function readCriteria(deps: Deps, personId: number): Promise<CriteriaInForce | Refusal> {
  return ask(deps, async (tx, { today }) => {
    const standing = await standingOf(tx, personId, today)
    if (!standing?.active) return refuse(standing ? 'left_the_bank' : 'not_mapped')
    const mayPublish = !isRefusal(await publisherOf(tx, personId, today))
    return { tiers: await Promise.all(tiers.map((tier) => tierCriteria(tx, tier))), mayPublish }
  })
}

/** A tier's criteria and draft, for who may change them. */
export function readDraftOf(deps: Deps, personId: number, tier: Tier): Promise<TierCriteria | Refusal> {
  return ask(deps, async (tx, { today }) => {
    const policy = await publisherOf(tx, personId, today)
    return isRefusal(policy) ? policy : tierCriteria(tx, tier)
  })
}

/** A tier's criteria and draft. */
export async function tierCriteria(tx: Tx, tier: Tier): Promise<TierCriteria> {
  return { tier, versions: await criteriaHistory(tx, tier, told), draft: await criteriaDraft(tx, tier) }
}

/** What the draft says; where there is none, what is in force. */
export function draftedIn({ draft, versions }: TierCriteria): Criteria {
  return draft?.criteria ?? inForceIn({ versions })
}

/** What is in force. */
export function inForceIn({ versions }: Pick<TierCriteria, 'versions'>): Criteria {
  return versions[0]?.criteria ?? noCriteria
}
