import type { Tx } from '../../db/connection.ts'
import { clientById } from '../../db/queries/client.ts'
import { takeChecks } from '../../db/queries/criteria-checks.ts'
import { figureHistory } from '../../db/queries/figures.ts'
import { fallenPeriods } from '../domain/criteria/fallen.ts'
import type { DomainEvent } from '../domain/event.ts'
import { isRefusal } from '../domain/refusal.ts'
import { type Frame, openOne, readFrame } from './open-review.ts'
import { type Deps, type Moment, transact } from './transact.ts'

/** Clients held against the criteria in one transaction. */
const batch = 100

/**
 * Opens an exit review of each client whose figures or criteria have changed and who stands below the criteria in so many
 * periods in a row as the settings say (Art. 13). Several processes share the work; a review that is under way is enough.
 *
 * @returns how many were opened
 */
export async function openFallenReviews(deps: Deps): Promise<number> {
  for (let opened = 0; ; ) {
    const { taken, events } = await transact(deps, { personId: null, source: 'job' }, async (tx, moment) => {
      const clientIds = await takeChecks(tx, batch)
      const frame = await readFrame(tx)
      const events: DomainEvent[] = []
      for (const clientId of clientIds) events.push(...(await check(tx, clientId, frame, moment)))
      return { result: { taken: clientIds.length, events: events.length }, events }
    })
    opened += events
    if (taken < batch) return opened
  }
}

async function check(tx: Tx, clientId: number, frame: Frame, moment: Moment): Promise<DomainEvent[]> {
  const tier = (await clientById(tx, clientId))?.tier
  const criteria = tier && frame.criteria[tier]?.criteria
  if (!criteria || !frame.settings) return []
  const periods = fallenPeriods(criteria, await figureHistory(tx, clientId), frame.settings.policy.belowPeriods)
  if (!periods) return []
  const cause = { cause: 'below_criteria', submitter: null, evidence: periods.join('、') } as const
  const opened = await openOne(tx, clientId, cause, moment, frame)
  return isRefusal(opened) ? [] : [opened.event]
}
