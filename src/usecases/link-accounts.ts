import {
  accountOf,
  keepTold,
  type LinkedAccount,
  linkProfiles,
  lockAccounts,
  type SlackProfile,
} from '../../db/queries/account.ts'
import { recordSlackEvent } from '../../db/queries/slack-events.ts'
import type { DomainEvent } from '../domain/event.ts'
import { reach } from './reach.ts'
import { type Act, ask, type Deps, transact } from './transact.ts'

export type { SlackProfile }

const bySlack: Act = { personId: null, source: 'slack' }

/** Whether an account is in use as far as is known, null where it is nobody's yet, and when that was so. */
export function accountInUse(
  deps: Deps,
  teamId: string,
  userId: string,
): Promise<{ readonly inUse: boolean | null; readonly at: Date }> {
  return ask(deps, async (tx, { now }) => {
    const account = await accountOf(tx, teamId, userId)
    return { inUse: account && !account.deactivated, at: now }
  })
}

/**
 * Follows one account as Slack tells of its change. The event's id is kept in the same transaction, so that the delivery
 * repeated changes nothing, and one cut off before the commit is still to be done (B07). An event that changes nothing is
 * not kept.
 *
 * @param from since when what is told was so
 * @returns false = more was told of the account since then, and nothing was done
 */
export function followAccount(
  deps: Deps,
  teamId: string,
  eventId: string,
  profile: SlackProfile,
  from: Date,
): Promise<boolean> {
  return transact(deps, bySlack, async (tx, moment) => {
    const nothing = { result: true, events: [] }
    const [before] = await lockAccounts(tx, teamId, [profile.userId])
    if (before && before.seenAt > from) return { result: false, events: [] }
    if (before && isAsKnown(before, profile)) {
      await keepTold(tx, teamId, profile.userId, moment.now)
      return nothing
    }
    // Before the change: a repeated delivery must not undo what came after its first.
    if (before && !(await recordSlackEvent(tx, teamId, eventId, moment.now))) return nothing
    const [after] = await linkProfiles(tx, teamId, [profile], moment.today, moment.now)
    if (!after) return nothing
    if (!after.deactivated) await reach(tx, [after.personId], moment)
    if (before) return { result: true, events: accountChanges(teamId, [before], [after]) }
    await recordSlackEvent(tx, teamId, eventId, moment.now)
    return { result: true, events: [linked(teamId, after)] }
  })
}

function isAsKnown(before: LinkedAccount, { deactivated, locale }: SlackProfile): boolean {
  return before.deactivated === deactivated && (locale === null || locale === before.locale)
}

function linked(teamId: string, { personId, userId }: LinkedAccount): DomainEvent {
  return { happening: { type: 'slack_account_linked', personId }, after: { teamId, userId } }
}

/** Which accounts went out of use, or came back. */
export function accountChanges(
  teamId: string,
  before: readonly LinkedAccount[],
  after: readonly LinkedAccount[],
): DomainEvent[] {
  const known = new Map(before.map((account) => [account.userId, account.deactivated]))
  return after
    .filter(({ userId, deactivated }) => known.get(userId) === !deactivated)
    .map(({ userId, personId, deactivated }) => ({
      happening: { type: deactivated ? 'slack_account_deactivated' : 'slack_account_reactivated', personId },
      after: { teamId, userId },
    }))
}

/** Matches one account on its first appearance; null where no staff member has its e-mail. */
export function linkAccount(
  deps: Deps,
  teamId: string,
  profile: SlackProfile,
): Promise<{ personId: number; locale: string } | null> {
  const act: Act = { personId: null, slackUserId: profile.userId, source: 'slack' }
  return transact(deps, act, async (tx, moment) => {
    await linkProfiles(tx, teamId, [profile], moment.today, moment.now)
    const account = await accountOf(tx, teamId, profile.userId)
    if (!account) return { result: null, events: [] }
    if (!account.deactivated) await reach(tx, [account.personId], moment)
    return { result: { personId: account.personId, locale: account.locale }, events: [linked(teamId, account)] }
  })
}
