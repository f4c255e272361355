import { endDueStays } from '../../usecases/decide-stranger.ts'
import type { Job } from '../job.ts'

/** Has guests of a team taken out of its channel on the day after their last one (Art. 14). */
export const job: Job = {
  name: 'end-stays',
  wakes: '2 * * * *',
  async run(deps) {
    const ended = await endDueStays(deps)
    if (ended > 0) deps.log.info({ ended }, 'stays of guests in channels are over')
  },
}
