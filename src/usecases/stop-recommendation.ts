import type { Tx } from '../../db/connection.ts'
import { onItsWay } from '../../db/queries/client.ts'
import { lockRecommendation } from '../../db/queries/recommendation.ts'
import { setState } from '../../db/queries/recommendation-change.ts'
import type { DomainEvent } from '../domain/event.ts'
import type { Moment } from './transact.ts'

/** A client that exits cannot rise: an upgrade on its way is withdrawn in the transaction of the exit (Art. 13). */
export async function stopRecommendation(
  tx: Tx,
  clientId: number,
  exitReviewId: number,
  { now }: Moment,
): Promise<{ readonly recommendationId: number | null; readonly events: readonly DomainEvent[] }> {
  const found = await onItsWay(tx, clientId)
  const loaded = found && (await lockRecommendation(tx, found.id))
  if (!loaded) return { recommendationId: null, events: [] }
  const { recommendation } = loaded
  await setState(tx, recommendation, 'withdrawn', now)
  const event: DomainEvent = {
    happening: { type: 'recommendation_withdrawn', recommendationId: recommendation.id, exitReviewId },
    article: '13',
    before: { state: recommendation.state, round: recommendation.round },
    after: { state: 'withdrawn', exitReviewId },
  }
  return { recommendationId: recommendation.id, events: [event] }
}
