import { followOrganisation } from '../../usecases/follow-organisation.ts'
import type { Job } from '../job.ts'

/** Has teams, channels and waiting steps follow the organisation within a minute, night and day (Art. 14). */
export const job: Job = {
  name: 'follow-organisation',
  wakes: '* * * * *',
  run: followOrganisation,
}
