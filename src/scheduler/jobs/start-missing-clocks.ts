import { startMissingClocks } from '../../usecases/start-missing-clocks.ts'
import type { Job } from '../job.ts'

/** Gives steps that were open before there were time limits theirs. */
export const job: Job = {
  name: 'start-missing-clocks',
  wakes: '25 * * * *',
  async run(deps) {
    const started = await startMissingClocks(deps)
    if (started > 0) deps.log.info({ started }, 'open steps without a time limit have one now')
  },
}
