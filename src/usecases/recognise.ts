import { inArray } from 'drizzle-orm'
import { accountOf } from '../../db/queries/account.ts'
import { holdersAnywhere } from '../../db/queries/standing.ts'
import { people } from '../../db/schema/people.ts'
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
    if (ids.length === 0) return []
    return (await tx.select({ name: people.name }).from(people).where(inArray(people.id, ids))).map((row) => row.name)
  })
}
