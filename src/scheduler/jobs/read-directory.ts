import { askForDirectory } from '../../usecases/follow-directory.ts'
import type { Job } from '../job.ts'

/** Has the workspace's directory read once a day, at the first wake of the bank's day: whoever left is seen then at the latest (B05). */
export const job: Job = {
  name: 'read-directory',
  wakes: '15 * * * *',
  async run(deps) {
    await askForDirectory(deps)
  },
}
