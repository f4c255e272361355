import { lockRow } from '../../db/queries/recommendation.ts'
import { setShortened } from '../../db/queries/recommendation-change.ts'
import { type Deps, type Outcome, transact } from './transact.ts'

/**
 * Keeps that Slack refused a message about a recommendation as too much for it, and has the administrators told: once, as
 * each of its copies and redraws would say the same (B16).
 *
 * @param error Slack's code
 */
export function reportShortened(deps: Deps, recommendationId: number, error: string): Promise<null> {
  return transact(deps, { personId: null, source: 'job' }, async (tx, moment): Promise<Outcome<null>> => {
    const row = await lockRow(tx, recommendationId)
    if (!row || row.shortenedAt) return { result: null, events: [] }
    await setShortened(tx, recommendationId, moment.now)
    return {
      result: null,
      events: [{ happening: { type: 'message_shortened', recommendationId, error }, after: { error } }],
    }
  })
}
