import { z } from 'zod'
import { type SendRow, sendById } from '../../../db/queries/sends.ts'
import { ask } from '../../usecases/transact.ts'
import type { TwinSign } from '../../usecases/twin-look.ts'
import type { SlackResult } from '../slack-error.ts'
import { removeFile } from './file.ts'
import { type DeliverDeps, done, failed, type OutgoingKind, overtaken } from './kind.ts'
import { removeMessage } from './post-once.ts'
import type { Made } from './send-once.ts'

/** Looks queued by an earlier version are of messages. */
const payloadSchema = z.intersection(
  z.object({ sendId: z.int() }),
  z.union([
    z.object({ by: z.literal('text'), text: z.string() }),
    z.object({ by: z.enum(['mark', 'link']).default('mark') }),
  ]),
)

/** Takes away the late twin of a message, file or bookmark that was sent again after a lost answer: the known one stays (B08). */
export const outgoing: OutgoingKind = {
  kind: 'twin_look',
  async deliver(with_, effect) {
    const { sendId, ...sign } = payloadSchema.parse(effect.payload)
    const send = await ask(with_.deps, (tx) => sendById(tx, sendId))
    if (send?.state !== 'sent' || send.channel === null) return overtaken
    const { channel, result: known } = send
    const there = await found(with_, { ...send, channel }, sign)
    if (!there.ok) return failed(there.failure)
    for (const result of there.value.filter((one) => one !== known)) {
      const removed = await remove(with_, { result, channel }, sign)
      if (!removed.ok) return failed(removed.failure)
      with_.deps.log.warn({ sendId }, 'A late twin was removed')
    }
    return done
  },
}

/** What is there of a send, by Slack's ids; the known one among it. */
async function found(
  { gateway, markOf }: DeliverDeps,
  { channel, threadTs, firstAt, subject, result }: SendRow & { channel: string },
  sign: TwinSign,
): Promise<SlackResult<readonly string[]>> {
  const since = new Date(firstAt.getTime() - 10 * 60_000)
  if (sign.by === 'text') return gateway.sharedFiles({ channel, since }, sign.text)
  if (sign.by === 'mark') {
    const marked = await gateway.markedMessages(
      { channel, since, ...(threadTs !== null && { threadTs }) },
      markOf(subject),
    )
    return marked.ok ? { ok: true, value: marked.value.ts } : marked
  }
  const listed = await gateway.bookmarks(channel)
  if (!listed.ok) return listed
  const known = listed.value.find(({ id }) => id === result)
  return { ok: true, value: listed.value.filter(({ link }) => link === known?.link).map(({ id }) => id) }
}

function remove(with_: DeliverDeps, made: Made & { channel: string }, { by }: TwinSign): Promise<SlackResult<null>> {
  if (by === 'text') return removeFile(with_, made.result)
  return by === 'link' ? with_.gateway.removeBookmark(made.channel, made.result) : removeMessage(with_, made)
}
