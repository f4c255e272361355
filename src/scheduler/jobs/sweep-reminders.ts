import { sweepReminders } from '../../usecases/sweep-reminders.ts'
import type { Job } from '../job.ts'

/** Reminds of what is due, in the bank's working hours; whatever these are, the next ten minutes after they begin. */
export const job: Job = {
  name: 'sweep-reminders',
  wakes: '*/10 * * * *',
  async run(deps) {
    const claimed = await sweepReminders(deps)
    if (claimed > 0) deps.log.info({ claimed }, 'reminders were claimed')
  },
}
