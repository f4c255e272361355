import { followDirectory } from '../usecases/follow-directory.ts'
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

/** What came of reading the directory. */
export interface DirectoryRead {
  readonly linked: number
  /** Read to its end: only then anything was changed. */
  readonly whole: boolean
  /** Read, but not believed. */
  readonly doubted: boolean
}

/** Reads and follows the workspace's whole directory; what cannot be read to its end changes nothing (B24). */
export async function readDirectory(
  deps: Deps,
  gateway: Gateway,
  languages: Languages,
  teamId: string,
): Promise<DirectoryRead> {
  const read = await wholeDirectory(gateway)
  if (read.ok) return { ...(await followRead(deps, languages, teamId, read.value, false)), whole: true }
  deps.log.warn({ failure: read.failure }, 'the directory could not be read to its end; nothing was changed')
  return { linked: 0, whole: false, doubted: false }
}

/** Everybody in the workspace but bots, or why they cannot all be read. */
export async function wholeDirectory(gateway: Gateway): Promise<SlackResult<readonly SlackProfile[]>> {
  const profiles: SlackProfile[] = []
  for await (const page of gateway.users()) {
    if (!page.ok) return page
    profiles.push(...page.value.flatMap((user) => profileOf(user) ?? []))
  }
  return { ok: true, value: profiles }
}

/** Follows a directory that was read to its end; see `followDirectory`. */
export async function followRead(
  deps: Deps,
  languages: Languages,
  teamId: string,
  profiles: readonly SlackProfile[],
  believed: boolean,
): Promise<{ linked: number; doubted: boolean }> {
  for (const { userId, locale } of profiles) if (locale) languages.learn(userId, locale)
  const followed = await followDirectory(deps, teamId, profiles, believed)
  if (followed.doubted)
    deps.log.error({ named: profiles.length }, 'the directory lost too many to be believed; nothing was changed')
  return followed
}
