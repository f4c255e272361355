import { stepsWithoutLimit } from '../../db/queries/deadline.ts'
import { startClocksOf } from './start-clocks.ts'
import { type Deps, transact } from './transact.ts'

/** Steps of each kind in one transaction. */
const batchSize = 1_000

/** Transactions in one run: steps whose settings name no time for them would be found again for ever. */
const mostBatches = 100

/**
 * Gives every open step that has no time limit its own, counted from when it opened: steps from before a version that brought
 * limits for their kind, and those that something else than the program opened.
 *
 * @returns how many were found without one
 */
export async function startMissingClocks(deps: Deps): Promise<number> {
  let started = 0
  for (let batch = 0; batch < mostBatches; batch++) {
    const steps = await transact(deps, { personId: null, source: 'job' }, async (tx, moment) => {
      const steps = await stepsWithoutLimit(tx, batchSize)
      return { result: steps.length, events: await startClocksOf(tx, steps, moment) }
    })
    started += steps
    if (steps < batchSize) break
  }
  return started
}
