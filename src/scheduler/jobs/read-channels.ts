import { askForReads } from '../../usecases/hold-members.ts'
import type { Job } from '../job.ts'

/** Has each client's channel read once a day, a few at a time, and held against its team (Art. 14). */
export const job: Job = {
  name: 'read-channels',
  wakes: '*/10 * * * *',
  async run(deps) {
    await askForReads(deps)
  },
}
