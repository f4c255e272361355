import { watchCalendar } from '../../usecases/watch-calendar.ts'
import type { Job } from '../job.ts'

/** Looks whether the working days of the time ahead are known. */
export const job: Job = {
  name: 'watch-calendar',
  wakes: '5 9-17 * * *',
  async run(deps) {
    const year = await watchCalendar(deps)
    if (year !== null) deps.log.warn({ year }, 'the working days of a year ahead are not known')
  },
}
