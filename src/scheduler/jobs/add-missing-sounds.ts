import { addMissingSounds } from '../../usecases/search/add-sounds.ts'
import type { Job } from '../job.ts'

/** Completes the search for clients that came in otherwise than through the program. */
export const job: Job = {
  name: 'add-missing-sounds',
  wakes: '*/5 * * * *',
  async run(deps) {
    const done = await addMissingSounds(deps)
    if (done > 0) deps.log.info({ done }, 'clients can now be found by pinyin and initials')
  },
}
