import { accountOf } from '../../../db/queries/account.ts'
import { deputyshipOf } from '../../../db/queries/deputyship.ts'
import { queueEffects } from '../../../db/queries/effects.ts'
import { standingOf } from '../../../db/queries/standing.ts'
import { bankDate } from '../../domain/calendar.ts'
import { addDays } from '../../domain/working-days.ts'
import { ask, type Deps, transact } from '../transact.ts'

/**
 * Somebody's status in Slack says that they are away: where they hold a post and nobody stands in for them, they are asked
 * once whether somebody should. Nothing else follows from a status.
 *
 * @param until when the status goes away by itself; without that they are asked once a week at most
 */
export function suggestDeputy(deps: Deps, teamId: string, userId: string, until: Date | null): Promise<null> {
  return transact(deps, { personId: null, source: 'slack' }, async (tx, { now, today, policy }) => {
    const nothing = { result: null, events: [] }
    const account = await accountOf(tx, teamId, userId)
    const standing = account && (await standingOf(tx, account.personId, today))
    if (!standing?.active || standing.posts.length === 0) return nothing
    const { personId } = standing
    if (await deputyshipOf(tx, personId, today)) return nothing
    const absence = until ? bankDate(until, policy.timeZone) : addDays(today, -new Date(today).getUTCDay())
    const payload = { personId, absence }
    const mergeKey = `deputy-suggestion/${personId}`
    await queueEffects(tx, [{ lane: `deputy/person/${personId}`, kind: 'deputy_suggestion', payload, mergeKey }], now)
    return nothing
  })
}

/** Whether nobody stands in for a person today. */
export function standsAlone(deps: Deps, personId: number): Promise<boolean> {
  return ask(deps, async (tx, { today }) => (await deputyshipOf(tx, personId, today)) === null)
}
