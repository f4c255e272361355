import { z } from 'zod'
import { sendById } from '../../../db/queries/sends.ts'
import { ask } from '../../usecases/transact.ts'
import { done, failed, type OutgoingKind, overtaken } from './kind.ts'
import { removeMessage } from './post-once.ts'

const payloadSchema = z.object({ sendId: z.int() })

/** Takes away the late twin of a message that was sent again after a lost answer: the known one stays (B08). */
export const outgoing: OutgoingKind = {
  kind: 'twin_look',
  async deliver(with_, effect) {
    const { sendId } = payloadSchema.parse(effect.payload)
    const send = await ask(with_.deps, (tx) => sendById(tx, sendId))
    if (send?.state !== 'sent' || send.channel === null) return overtaken
    const { channel, threadTs, firstAt } = send
    const since = new Date(firstAt.getTime() - 10 * 60_000)
    const place = { channel, since, ...(threadTs !== null && { threadTs }) }
    const found = await with_.gateway.markedMessages(place, with_.markOf(send.subject))
    if (!found.ok) return failed(found.failure)
    for (const ts of found.value.ts.filter((one) => one !== send.result)) {
      const removed = await removeMessage(with_, { result: ts, channel })
      if (!removed.ok) return failed(removed.failure)
      with_.deps.log.warn({ sendId }, 'A late twin of a message was removed')
    }
    return done
  },
}
