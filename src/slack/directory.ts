import { linkAccounts, type SlackProfile } from '../usecases/link-accounts.ts'
import type { Deps } from '../usecases/transact.ts'
import type { Gateway } from './gateway.ts'
import type { Languages } from './languages.ts'
import type { SlackUser } from './slack-user.ts'

/** An account as the bank keeps it; null for a bot's. */
export function profileOf({ id, email, locale, deactivated, isBot }: SlackUser): SlackProfile | null {
  return isBot ? null : { userId: id, email, locale: locale || null, deactivated }
}

/**
 * Reads the workspace's whole directory and links accounts to staff by e-mail. A page that cannot be read ends the
 * reading: what came before it stays linked, and nobody is taken for absent.
 *
 * @returns how many accounts are linked, and whether everything was read
 */
export async function readDirectory(
  deps: Deps,
  gateway: Gateway,
  languages: Languages,
  teamId: string,
): Promise<{ linked: number; whole: boolean }> {
  let linked = 0
  for await (const page of gateway.users()) {
    if (!page.ok) {
      deps.log.warn({ failure: page.failure }, 'the directory could not be read to its end')
      return { linked, whole: false }
    }
    const profiles = page.value.flatMap((user) => profileOf(user) ?? [])
    for (const { userId, locale } of profiles) if (locale) languages.learn(userId, locale)
    linked += await linkAccounts(deps, teamId, profiles)
  }
  return { linked, whole: true }
}
