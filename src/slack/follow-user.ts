import { saysAway } from '../domain/organisation/absence.ts'
import { suggestDeputy } from '../usecases/deputies/suggest-deputy.ts'
import { accountInUse, followAccount } from '../usecases/link-accounts.ts'
import type { ContextDeps } from './contexts.ts'
import { profileOf } from './directory.ts'
import { readUser, type SlackUser } from './slack-user.ts'

/** Events of one account that come together overtake one another once or twice. */
const FOLLOW_TRIES = 5

/**
 * Takes over what `user_change` or `team_join` says of an account: in use or not, its language, whose it is; a status that
 * says "away" is asked about.
 */
export async function followUser(base: ContextDeps, teamId: string, eventId: string, user: unknown): Promise<void> {
  const { deps, languages } = base
  const event = readUser(user as Parameters<typeof readUser>[0])
  for (let tries = 1; tries <= FOLLOW_TRIES; tries++) {
    const { told, from } = await newestOf(base, teamId, event)
    const profile = profileOf(told)
    if (!profile) return
    if (!(await followAccount(deps, teamId, eventId, profile, from))) continue
    if (profile.locale) languages.learn(profile.userId, profile.locale)
    if (saysAway(told.status) && !told.deactivated) await suggestDeputy(deps, teamId, told.id, told.status.until)
    return
  }
  throw new Error(`account ${event.id} was told of again and again`)
}

/**
 * The account as it now is, where the event would take it out of use or back: Slack repeats what was not acknowledged, in no
 * order, so that an older event may come after a newer one. Where Slack cannot be asked, "out of use" is believed, and
 * "in use" is left to a repeated delivery or the next reading of the directory.
 */
async function newestOf(
  { deps, gateway }: ContextDeps,
  teamId: string,
  event: SlackUser,
): Promise<{ told: SlackUser; from: Date }> {
  const { inUse, at } = await accountInUse(deps, teamId, event.id)
  if (inUse === null || inUse === !event.deactivated) return { told: event, from: at }
  const asked = await gateway.userInfo(event.id)
  if (asked.ok) return { told: asked.value, from: at }
  if (event.deactivated) return { told: event, from: at }
  throw new Error(`Slack does not say whether account ${event.id} is in use: ${asked.failure.error}`)
}
