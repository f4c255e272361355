import type { Tx } from '../../../db/connection.ts'
import { currentPolicy } from '../../../db/queries/settings.ts'
import { standingOf } from '../../../db/queries/standing.ts'
import { holdsPost, type Standing } from '../../domain/organisation/standing.ts'
import { type Refusal, refuse } from '../../domain/refusal.ts'
import type { Policy } from '../../policy.ts'

/** Who starts policy reviews, and under which settings. */
export interface Starter {
  readonly standing: Standing
  readonly settings: { readonly id: number; readonly policy: Policy }
}

/** The person with the settings in force, where these let them start policy reviews today; or why not. */
export async function starterOf(tx: Tx, personId: number, today: string): Promise<Starter | Refusal> {
  const settings = await currentPolicy(tx)
  if (!settings) return refuse('no_policy')
  const standing = await standingOf(tx, personId, today)
  if (!standing?.active) return refuse(standing ? 'left_the_bank' : 'not_mapped')
  const { policyReviewers } = settings.policy
  return holdsPost(standing.posts, policyReviewers)
    ? { standing, settings }
    : refuse('policy_reviewers_only', { article: '12', params: { positions: policyReviewers.join(',') } })
}
