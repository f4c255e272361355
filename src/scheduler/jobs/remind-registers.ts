import { remindRegisters } from '../../usecases/register/remind-registers.ts'
import type { Job } from '../job.ts'

/** Reminds branches of registers that are due or late, in working hours (Art. 10(3)). */
export const job: Job = {
  name: 'remind-registers',
  wakes: '7 * * * *',
  async run(deps) {
    const reminded = await remindRegisters(deps)
    if (reminded > 0) deps.log.info({ reminded }, 'branches were reminded of their registers')
  },
}
