import { dueClients } from '../../db/queries/review.ts'
import { openedEvents, openReviews } from './open-reviews.ts'
import { type Deps, transact } from './transact.ts'

/** So many clients are taken in one transaction. */
const batch = 500

/**
 * Opens the reviews whose date has come, in batches; several processes share the work, and a missed day heals itself. A date
 * opens one review, however often this runs.
 *
 * @returns how many were opened
 */
export async function openDueReviews(deps: Deps): Promise<number> {
  for (let opened = 0; ; ) {
    const { found, count } = await transact(deps, { personId: null, source: 'job' }, async (tx, moment) => {
      const due = await dueClients(tx, moment.today, batch)
      const clients = due.map((id) => ({ id, evidence: null }))
      const done = await openReviews(tx, clients, 'scheduled', moment)
      for (const { refused, params } of done.refusals)
        deps.log.error({ refused, ...params }, 'reviews that are due were not opened')
      return {
        result: { found: due.length, count: done.opened.length },
        events: openedEvents(done.opened, 'scheduled'),
      }
    })
    opened += count
    // Where none could be opened, asking again would find the same ones.
    if (found < batch || count === 0) return opened
  }
}
