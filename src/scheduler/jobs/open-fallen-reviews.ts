import { openFallenReviews } from '../../usecases/open-fallen-reviews.ts'
import type { Job } from '../job.ts'

/** Opens reviews of clients that have fallen below the criteria, in the hours in which people read (Art. 13). */
export const job: Job = {
  name: 'open-fallen-reviews',
  wakes: '5-55/10 8-18 * * *',
  async run(deps) {
    const opened = await openFallenReviews(deps)
    if (opened > 0) deps.log.info({ opened }, 'reviews of clients below the criteria are open')
  },
}
