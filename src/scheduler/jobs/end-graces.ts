import { endGraces } from '../../usecases/review-grace.ts'
import type { Job } from '../job.ts'

/** Has teams and channels follow the outcomes of reviews that can no longer be undone (Art. 13). */
export const job: Job = {
  name: 'end-graces',
  wakes: '*/5 * * * *',
  async run(deps) {
    const ended = await endGraces(deps)
    if (ended > 0) deps.log.info({ ended }, 'periods of grace are over')
  },
}
