import { numberedName } from '../../domain/team/channel-name.ts'
import { isRefused, type SlackFailure, type SlackResult } from '../slack-error.ts'
import type { DeliverDeps } from './kind.ts'

/** How many taken names are tried before somebody has to look. */
const attempts = 20

/** What a channel is called after a renaming, or why Slack refused it for good. */
export type Renamed = { readonly name: string } | { readonly refused: string }

/** Gives a channel the name, or where that is taken the next one. A failure is one that a later try may mend. */
export async function renameTo(
  { gateway }: DeliverDeps,
  channelId: string,
  has: string,
  wanted: string,
): Promise<SlackResult<Renamed>> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const name = numberedName(wanted, attempt)
    if (name === has) return { ok: true, value: { name } }
    const renamed = await gateway.renameChannel(channelId, name)
    if (renamed.ok) return { ok: true, value: { name: renamed.value } }
    const { failure } = renamed
    if (failure.error === 'name_taken') continue
    return isRefused(failure) ? { ok: true, value: { refused: failure.error } } : renamed
  }
  return { ok: true, value: { refused: 'name_taken' } }
}

/** Null = done, an error = refused for good; a failure where a later try may mend it. */
export function refusalOf(result: SlackResult<unknown>): { readonly refused: string | null } | SlackFailure {
  if (result.ok || result.failure.kind === 'already_so') return { refused: null }
  return isRefused(result.failure) ? { refused: result.failure.error } : result.failure
}
