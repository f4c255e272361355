import { tellAdministrators } from '../../usecases/delivery-notice.ts'
import type { Posted } from '../gateway.ts'
import { isRefused, type SlackFailure, type SlackResult } from '../slack-error.ts'
import type { DeliverDeps } from './kind.ts'
import { removeMessage } from './post-once.ts'

/** Errors by which Slack says that a card can be redrawn no more: it is gone, or closed to edits (B27). */
const lost = new Set(['message_not_found', 'cant_update_message', 'edit_window_closed', 'channel_not_found'])

/** Whether a card can never be redrawn; a fresh one takes its place. */
export function isLostCard({ error }: SlackFailure): boolean {
  return lost.has(error)
}

/**
 * Takes a client's card that can be redrawn no more out of its channel: it would go on to show what may stand there no longer
 * (Art. 14). `stands` = Slack refuses; to be told by `tellCardStands`, once nothing else is to be tried again. A failure = to be
 * tried again.
 */
export async function removeClientCard(with_: DeliverDeps, at: Posted): Promise<SlackResult<{ stands: boolean }>> {
  const removed = await removeMessage(with_, { result: at.ts, channel: at.channel })
  if (!removed.ok && !isRefused(removed.failure)) return removed
  return { ok: true, value: { stands: !removed.ok && removed.failure.error !== 'channel_not_found' } }
}

/** Has the administrators told that a client's card stands where Slack would not delete it. */
export function tellCardStands({ deps }: DeliverDeps, clientId: number, channelId: string): Promise<null> {
  return tellAdministrators(deps, { type: 'card_stands', clientId, channelId })
}
