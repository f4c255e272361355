import { saysAway } from '../domain/organisation/absence.ts'
import { suggestDeputy } from '../usecases/deputies/suggest-deputy.ts'
import { followAccount } from '../usecases/link-accounts.ts'
import type { ContextDeps } from './contexts.ts'
import { profileOf } from './directory.ts'
import { readUser } from './slack-user.ts'

/**
 * Takes over what `user_change` or `team_join` says of an account: in use or not, its language, whose it is; a status that
 * says "away" is asked about.
 */
export async function followUser(
  { deps, languages }: ContextDeps,
  teamId: string,
  eventId: string,
  user: unknown,
): Promise<void> {
  const told = readUser(user as Parameters<typeof readUser>[0])
  const profile = profileOf(told)
  if (!profile) return
  await followAccount(deps, teamId, eventId, profile)
  if (profile.locale) languages.learn(profile.userId, profile.locale)
  if (saysAway(told.status) && !told.deactivated) await suggestDeputy(deps, teamId, told.id, told.status.until)
}
