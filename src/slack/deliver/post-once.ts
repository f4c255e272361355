import { queueTwinLook } from '../../usecases/twin-look.ts'
import type { Message } from '../blocks.ts'
import type { Posted } from '../gateway.ts'
import { markType } from '../read-back.ts'
import type { SlackResult } from '../slack-error.ts'
import type { DeliverDeps } from './kind.ts'
import { type Made, sendOnce } from './send-once.ts'

/** Whom or where to: a person's direct messages, or a channel or thread that is known. */
export type To = { readonly person: string } | { readonly channel: string; readonly threadTs?: string }

/** A message that is there. */
export interface PostedOnce extends Posted {
  /** Whether it was posted just now. */
  readonly fresh: boolean
  /** Whether it was found just now to stand outside the thread that it was for, whose root is gone (B27). */
  readonly strayed: boolean
}

/** Posts a message that may exist only once: a lost answer is looked up by the message's mark, never sent blindly again. */
export async function postOnce(
  with_: DeliverDeps,
  subject: string,
  effectId: number,
  to: To,
  message: Message,
): Promise<SlackResult<PostedOnce>> {
  const { gateway } = with_
  const mark = with_.markOf(subject)
  const metadata = { event_type: markType, event_payload: { mark } }
  const threadTs = 'channel' in to ? to.threadTs : undefined
  const thread = threadTs === undefined ? {} : { threadTs }
  let strayed = false
  const sent = await sendOnce(with_, {
    subject,
    effectId,
    ...thread,
    async send() {
      const posted = await gateway.postMessage(
        { channel: 'person' in to ? to.person : to.channel, ...thread, metadata },
        message,
      )
      strayed = posted.ok && threadTs !== undefined && posted.value.threadTs === null
      return posted.ok ? { ok: true, value: { result: posted.value.ts, channel: posted.value.channel } } : posted
    },
    async look(since): Promise<SlackResult<readonly Made[]>> {
      const channel: SlackResult<string> =
        'person' in to ? await gateway.openDm(to.person) : { ok: true, value: to.channel }
      if (!channel.ok) return channel
      const found = await gateway.markedMessages({ channel: channel.value, ...thread, since }, mark)
      if (!found.ok) return found
      strayed = found.value.threadGone
      return { ok: true, value: found.value.ts.map((ts) => ({ result: ts, channel: channel.value })) }
    },
    remove: (made) => removeMessage(with_, made),
  })
  if (!sent.ok) return sent
  const { row, result: ts, channel, fresh } = sent.value
  if (row.calls > 1) await queueTwinLook(with_.deps, row.id, { by: 'mark' })
  return { ok: true, value: { channel: channel ?? '', ts, fresh, strayed } }
}

/** Takes a message away; gone already is as good. */
export async function removeMessage(
  { gateway }: DeliverDeps,
  { result: ts, channel }: Made,
): Promise<SlackResult<null>> {
  const removed = await gateway.deleteMessage({ channel: channel ?? '', ts })
  return !removed.ok && removed.failure.error === 'message_not_found' ? { ok: true, value: null } : removed
}
