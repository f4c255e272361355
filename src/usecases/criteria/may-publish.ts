import type { Tx } from '../../../db/connection.ts'
import { currentPolicy } from '../../../db/queries/settings.ts'
import { standingOf } from '../../../db/queries/standing.ts'
import { holdsPost } from '../../domain/organisation/standing.ts'
import { type Refusal, refuse } from '../../domain/refusal.ts'
import type { Policy } from '../../policy.ts'

/** The settings in force, where they let the person draft and publish criteria today; or why not. */
export async function publisherOf(tx: Tx, personId: number, today: string): Promise<Policy | Refusal> {
  const settings = await currentPolicy(tx)
  if (!settings) return refuse('no_policy')
  const standing = await standingOf(tx, personId, today)
  if (!standing?.active) return refuse(standing ? 'left_the_bank' : 'not_mapped')
  const { criteriaPublishers } = settings.policy
  return holdsPost(standing.posts, criteriaPublishers)
    ? settings.policy
    : refuse('criteria_publishers_only', { article: '13', params: { positions: criteriaPublishers.join(',') } })
}
