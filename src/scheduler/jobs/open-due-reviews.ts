import { openDueReviews } from '../../usecases/open-due-reviews.ts'
import type { Job } from '../job.ts'

/** Opens the exit reviews whose date has come, in the hours in which people read (Art. 13). */
export const job: Job = {
  name: 'open-due-reviews',
  wakes: '*/10 8-18 * * *',
  async run(deps) {
    const opened = await openDueReviews(deps)
    if (opened > 0) deps.log.info({ opened }, 'reviews that were due are open')
  },
}
