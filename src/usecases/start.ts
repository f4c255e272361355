import { allLocales } from '../../db/queries/account.ts'
import { currentPolicy } from '../../db/queries/settings.ts'
import { defaultPolicy } from '../policy.ts'
import { ask, type Deps } from './transact.ts'

/** What the bot reads once before it answers anybody. */
export function readStart(deps: Deps, teamId: string) {
  return ask(deps, async (tx) => {
    const policy = await currentPolicy(tx)
    return {
      timeZone: policy?.policy.timeZone ?? defaultPolicy.timeZone,
      locales: await allLocales(tx, teamId),
    }
  })
}
