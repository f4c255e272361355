import type { Tx } from '../../db/connection.ts'
import type { NewEffect } from '../../db/queries/effects.ts'
import { readRecommendation } from '../../db/queries/recommendation.ts'
import { toBeTold } from './take-over.ts'

/**
 * Tells those who may take over what a recommender left behind, or the administrators where nobody can; nothing where the
 * recommender is still here.
 *
 * @param told only these
 */
export async function leftNotices(
  tx: Tx,
  recommendationId: number,
  today: string,
  told?: readonly number[],
): Promise<NewEffect[]> {
  const loaded = await readRecommendation(tx, recommendationId)
  const clientId = loaded?.row.clientId
  if (!loaded || !clientId) return []
  const people = told ?? (await toBeTold(tx, loaded, today)) ?? []
  return people.map((personId) => ({
    lane: `client/${clientId}/person/${personId}`,
    kind: 'recommender_left',
    payload: { recommendationId, personId },
    mergeKey: `recommender-left/${recommendationId}/${personId}`,
    priority: 1,
  }))
}
