import type { Tx } from '../../../db/connection.ts'
import type { NewEffect } from '../../../db/queries/effects.ts'
import { toldOf } from '../../../db/queries/policy-review.ts'
import { holdersAnywhere } from '../../../db/queries/standing.ts'

/** Tells everybody once who has reviews of the act to take, and the administrators where some wait at an empty post. */
export async function policyReviewNotices(tx: Tx, policyReviewId: number, today: string): Promise<NewEffect[]> {
  const { people, empty } = await toldOf(tx, policyReviewId)
  const administrators = empty ? await holdersAnywhere(tx, 'administrator', today) : []
  return listNotices(policyReviewId, [...new Set([...people, ...administrators])])
}

/** Tells people how many reviews of an act wait for them; what is still to be told is told once. */
export function listNotices(policyReviewId: number, people: readonly number[], dueAt?: Date): NewEffect[] {
  return people.map((personId) => {
    const key = `policy-review/${policyReviewId}/person/${personId}`
    return {
      lane: key,
      kind: 'policy_review_list',
      payload: { policyReviewId, personId },
      mergeKey: key,
      priority: 1,
      ...(dueAt && { dueAt }),
    }
  })
}
