import {
  accountOf,
  type LinkedAccount,
  linkProfiles,
  lockAccounts,
  type SlackProfile,
} from '../../db/queries/account.ts'
import type { DomainEvent } from '../domain/event.ts'
import { type Act, type Deps, transact } from './transact.ts'

/**
 * Matches Slack accounts to staff by e-mail, as read from the workspace's directory; an account that went out of use, or came
 * back, is audited. Returns how many are linked.
 */
export function linkAccounts(deps: Deps, teamId: string, profiles: readonly SlackProfile[]): Promise<number> {
  return transact(deps, { personId: null, source: 'slack' }, async (tx, moment) => {
    const before = await lockAccounts(
      tx,
      teamId,
      profiles.map(({ userId }) => userId),
    )
    const after = await linkProfiles(tx, teamId, profiles, moment.today, moment.now)
    return { result: after.length, events: changes(teamId, before, after) }
  })
}

function changes(teamId: string, before: readonly LinkedAccount[], after: readonly LinkedAccount[]): DomainEvent[] {
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
    return {
      result: { personId: account.personId, locale: account.locale },
      events: [
        {
          happening: { type: 'slack_account_linked' as const, personId: account.personId },
          after: { teamId, userId: profile.userId },
        },
      ],
    }
  })
}
