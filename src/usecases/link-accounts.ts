import { accountOf, linkProfiles, type SlackProfile } from '../../db/queries/account.ts'
import { type Act, type Deps, transact } from './transact.ts'

/** Matches Slack accounts to staff by e-mail, as read from the workspace's directory. Returns how many are linked. */
export function linkAccounts(deps: Deps, teamId: string, profiles: readonly SlackProfile[]): Promise<number> {
  return transact(deps, { personId: null, source: 'slack' }, async (tx, moment) => ({
    result: await linkProfiles(tx, teamId, profiles, moment.today, moment.now),
    events: [],
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
