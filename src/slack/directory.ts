import { beginReading, followDirectory, type Reading } from '../usecases/follow-directory.ts'
import type { SlackProfile } from '../usecases/link-accounts.ts'
import type { Deps } from '../usecases/transact.ts'
import type { Gateway } from './gateway.ts'
import type { Languages } from './languages.ts'
import type { SlackResult } from './slack-error.ts'
import type { SlackUser } from './slack-user.ts'

/** An account as the bank keeps it; null for a bot's. */
export function profileOf({ id, email, locale, deactivated, isBot }: SlackUser): SlackProfile | null {
  return isBot ? null : { userId: id, email, locale: locale || null, deactivated }
}

/** Everybody in the workspace but bots, or why they cannot all be read. */
export async function readDirectory(deps: Deps, gateway: Gateway): Promise<SlackResult<Reading>> {
  const began = await beginReading(deps)
  const profiles: SlackProfile[] = []
  for await (const page of gateway.users()) {
    if (!page.ok) return page
    profiles.push(...page.value.flatMap((user) => profileOf(user) ?? []))
  }
  return { ok: true, value: { profiles, began } }
}

/** Follows a directory that was read to its end; see `followDirectory`. */
export async function followRead(
  deps: Deps,
  languages: Languages,
  teamId: string,
  reading: Reading,
  believed: boolean,
): Promise<{ linked: number; doubted: boolean }> {
  const { profiles } = reading
  for (const { userId, locale } of profiles) if (locale) languages.learn(userId, locale)
  const followed = await followDirectory(deps, teamId, reading, believed)
  if (followed.doubted)
    deps.log.error({ named: profiles.length }, 'the directory lost too many to be believed; nothing was changed')
  return followed
}
