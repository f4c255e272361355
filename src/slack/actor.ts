import { isRefusal, type Refusal, refuse } from '../domain/refusal.ts'
import { linkAccount } from '../usecases/link-accounts.ts'
import { administratorNames, recognise } from '../usecases/recognise.ts'
import type { Act, Deps } from '../usecases/transact.ts'
import type { Gateway } from './gateway.ts'
import type { Actor } from './gesture.ts'
import type { Languages } from './languages.ts'

export interface ActorDeps {
  readonly deps: Deps
  readonly gateway: Gateway
  readonly languages: Languages
  readonly teamId: string
}

/**
 * The member of staff behind a Slack account: linked before, or matched by e-mail now. Otherwise whom to ask. What they
 * may do is never read here but by each use case, at the moment of the act (B04).
 */
export async function findActor(
  { deps, gateway, languages, teamId }: ActorDeps,
  userId: string,
  source: Act['source'],
): Promise<Actor | Refusal> {
  const known = await recognise(deps, teamId, userId)
  if (isRefusal(known)) return known
  const account = known ?? (await matchByEmail())
  if (account && isRefusal(account)) return account
  if (!account) return refuse('not_mapped', { params: { ask: (await administratorNames(deps)).join('、') } })
  languages.learn(userId, account.locale)
  return { personId: account.personId, slackUserId: userId, source }

  async function matchByEmail() {
    const profile = await gateway.userInfo(userId)
    // That it could not be read says nothing about whose it is (B24).
    if (!profile.ok) return refuse('account_unreadable')
    if (!profile.value.email) return null
    const { email, locale, deactivated } = profile.value
    return linkAccount(deps, teamId, { userId, email, locale: locale ?? 'zh-CN', deactivated })
  }
}
