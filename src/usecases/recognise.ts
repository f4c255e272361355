import { accountOf, namesOf } from '../../db/queries/account.ts'
import { holdersAnywhere } from '../../db/queries/standing.ts'
import { type Refusal, refuse } from '../domain/refusal.ts'
import { ask, type Deps } from './transact.ts'

/** The person linked to a Slack account; null where none is yet; a refusal where the account is deactivated. */
export function recognise(
  deps: Deps,
  teamId: string,
  userId: string,
): Promise<{ personId: number; locale: string } | null | Refusal> {
  return ask(deps, async (tx) => {
    const account = await accountOf(tx, teamId, userId)
    if (account?.deactivated) return refuse('left_the_bank')
    return account
  })
}

/** Whom somebody without a matched account can ask; a few names are enough. */
export function administratorNames(deps: Deps): Promise<string[]> {
  return ask(deps, async (tx, moment) => {
    const ids = (await holdersAnywhere(tx, 'administrator', moment.today)).slice(0, 3)
    return namesOf(tx, ids)
  })
}
