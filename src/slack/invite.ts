import { WebAPIPlatformError } from '@slack/web-api'
import type { SlackResult } from './slack-error.ts'

/** What became of each person who was to be invited. Who sat there already counts as invited. */
export interface Invited {
  readonly invited: readonly string[]
  readonly failures: readonly { readonly userId: string; readonly error: string }[]
}

/** What one call said: per person where Slack names them, else what it said of the whole list. */
export interface InviteAnswer {
  readonly errors: readonly { readonly userId: string; readonly error: string }[]
  /** False = Slack refused the call; who is not named may or may not be in. */
  readonly whole: boolean
}

/** Errors that speak of a person although Slack may give them for the whole list (B13). */
const ofOnePerson = new Set([
  ...['already_in_channel', 'cant_invite', 'cant_invite_self', 'user_not_found', 'user_is_restricted'],
  ...[
    'ura_max_channels',
    'org_user_not_in_team',
    'invitee_cant_see_channel',
    'app_cannot_join_channel',
    'user_disabled',
  ],
  ...['no_external_invite_permission', 'user_not_visible'],
])

/**
 * Invites so that nobody keeps another out. Who is named in a refusal is left out of the next call; where Slack refuses
 * without naming anybody, each half is asked for by itself, down to the one person it is about.
 */
export async function inviteEach(
  ids: readonly string[],
  ask: (ids: readonly string[]) => Promise<SlackResult<InviteAnswer>>,
): Promise<SlackResult<Invited>> {
  if (ids.length === 0) return { ok: true, value: { invited: [], failures: [] } }
  const answer = await ask(ids)
  if (!answer.ok) {
    const { error } = answer.failure
    if (!ofOnePerson.has(error)) return answer
    if (ids.length === 1) return outcome(ids, [{ userId: ids[0] as string, error }])
    const middle = Math.ceil(ids.length / 2)
    return joined([await inviteEach(ids.slice(0, middle), ask), await inviteEach(ids.slice(middle), ask)])
  }
  const { errors, whole } = answer.value
  const named = new Set(errors.map(({ userId }) => userId))
  if (whole) return outcome(ids, errors)
  const others = ids.filter((id) => !named.has(id))
  const here = outcome(
    ids.filter((id) => named.has(id)),
    errors,
  )
  return joined([here, await inviteEach(others, ask)])
}

/** The people a refusal names; null where it names none of those who were asked for. */
export function namedIn(thrown: unknown, ids: readonly string[]): InviteAnswer | null {
  if (!(thrown instanceof WebAPIPlatformError)) return null
  const errors = readErrors('errors' in thrown.data ? thrown.data.errors : undefined).filter(({ userId }) =>
    ids.includes(userId),
  )
  return errors.length > 0 ? { errors, whole: false } : null
}

/** Slack's `errors`, as far as each names a person and a reason. */
export function readErrors(errors: unknown): { userId: string; error: string }[] {
  if (!Array.isArray(errors)) return []
  return errors.flatMap((one: { user?: unknown; error?: unknown } | null) =>
    typeof one?.user === 'string' && typeof one.error === 'string' ? [{ userId: one.user, error: one.error }] : [],
  )
}

function outcome(ids: readonly string[], errors: Invited['failures']): SlackResult<Invited> {
  const failures = errors.filter(({ userId, error }) => ids.includes(userId) && error !== 'already_in_channel')
  const failed = new Set(failures.map(({ userId }) => userId))
  return { ok: true, value: { invited: ids.filter((id) => !failed.has(id)), failures } }
}

function joined(parts: readonly SlackResult<Invited>[]): SlackResult<Invited> {
  const invited: string[] = []
  const failures: Invited['failures'][number][] = []
  for (const part of parts) {
    if (!part.ok) return part
    invited.push(...part.value.invited)
    failures.push(...part.value.failures)
  }
  return { ok: true, value: { invited, failures } }
}
