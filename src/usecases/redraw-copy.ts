import { newestCard } from '../../db/queries/card.ts'
import { queueEffects } from '../../db/queries/effects.ts'
import { readRecommendation } from '../../db/queries/recommendation.ts'
import { cardNotice } from './notices.ts'
import { type Deps, transact } from './transact.ts'

/** Has a person's copy of a recommendation's card drawn again: a lost one that still waits for them is posted anew (B27). */
export function redrawCopy(deps: Deps, recommendationId: number, personId: number): Promise<null> {
  return transact(deps, { personId: null, source: 'job' }, async (tx, { now }) => {
    const card = await newestCard(tx, recommendationId, personId)
    const clientId = (await readRecommendation(tx, recommendationId))?.row.clientId
    if (card && clientId) await queueEffects(tx, [cardNotice(clientId, card)], now)
    return { result: null, events: [] }
  })
}
