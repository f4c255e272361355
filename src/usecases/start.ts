import { allLocales } from '../../db/queries/account.ts'
import { currentPolicy } from '../../db/queries/settings.ts'
import { defaultPolicy } from '../policy.ts'
import { ask, type Deps } from './transact.ts'

/** What the bot reads once before it answers anybody. */
export function readStart(deps: Deps, teamId: string) {
  return ask(deps, async (tx) => {
    const policy = await currentPolicy(tx)
    return {
      /** False where no policy is published or it cannot be read: nobody may do anything then (B04). */
      policy: policy !== null,
      timeZone: policy?.policy.timeZone ?? defaultPolicy.timeZone,
      locales: await allLocales(tx, teamId),
    }
  })
}
