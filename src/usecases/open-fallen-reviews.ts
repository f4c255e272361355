import type { Tx } from '../../db/connection.ts'
import { clientsById } from '../../db/queries/client.ts'
import { takeChecks } from '../../db/queries/criteria-checks.ts'
import { figureHistories } from '../../db/queries/figures.ts'
import { fallenPeriods } from '../domain/criteria/fallen.ts'
import { openedEvents, openReviews } from './open-reviews.ts'
import { readFrame } from './review-frame.ts'
import { type Deps, transact } from './transact.ts'

/** Clients held against the criteria in one transaction. */
const batch = 500

/**
 * Opens an exit review of each client whose figures or criteria have changed and who stands below the criteria in so many
 * periods in a row as the settings say (Art. 13). Several processes share the work; a review that is under way is enough.
 *
 * @returns how many were opened
 */
export async function openFallenReviews(deps: Deps): Promise<number> {
  for (let opened = 0; ; ) {
    const { taken, count } = await transact(deps, { personId: null, source: 'job' }, async (tx, moment) => {
      const clientIds = await takeChecks(tx, batch)
      const { opened } = await openReviews(tx, await fallen(tx, clientIds), 'below_criteria', moment)
      return {
        result: { taken: clientIds.length, count: opened.length },
        events: openedEvents(opened, 'below_criteria'),
      }
    })
    opened += count
    if (taken < batch) return opened
  }
}

/** Those of the clients that have fallen, with the periods in which they stood below. */
async function fallen(tx: Tx, clientIds: readonly number[]): Promise<{ id: number; evidence: string }[]> {
  const { settings, criteria } = await readFrame(tx)
  if (!settings || clientIds.length === 0) return []
  const histories = await figureHistories(tx, clientIds)
  return (await clientsById(tx, clientIds)).flatMap(({ id, tier }) => {
    const current = tier && criteria[tier]?.criteria
    const periods = current && fallenPeriods(current, histories.get(id) ?? [], settings.policy.belowPeriods)
    return periods ? [{ id, evidence: periods.join('、') }] : []
  })
}
