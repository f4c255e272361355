import { allLocales } from '../../db/queries/account.ts'
import { policyInForce } from '../../db/queries/settings.ts'
import { ask, type Deps } from './transact.ts'

/** What the bot reads once before it answers anybody. */
export function readStart(deps: Deps, teamId: string) {
  return ask(deps, async (tx) => {
    const { timeZone } = await policyInForce(tx)
    return { timeZone, locales: await allLocales(tx, teamId) }
  })
}
