import { z } from 'zod'
import { readHandedOver } from '../../usecases/read-digest.ts'
import { handedOverMessage } from '../cards/reminder.ts'
import { addressFor, isAddress } from './address.ts'
import { done, failed, type OutgoingKind, overtaken } from './kind.ts'
import { postOnce } from './post-once.ts'

const payloadSchema = z.object({ deadlineId: z.int(), from: z.int(), personId: z.int() })

/** A step was handed over: said to whoever has it now, at once, as somebody else counts on them. */
export const outgoing: OutgoingKind = {
  kind: 'step_handed_over',
  async deliver(with_, effect) {
    const { deadlineId, from, personId } = payloadSchema.parse(effect.payload)
    const read = await readHandedOver(with_.deps, deadlineId, from)
    if (read?.one.handlerId !== personId) return overtaken
    const address = await addressFor(with_, personId)
    if (!isAddress(address)) return address
    const message = handedOverMessage(read.one, read.by, address.reader)
    const posted = await postOnce(with_, `effect/${effect.id}`, effect.id, { person: address.userId }, message)
    return posted.ok ? done : failed(posted.failure)
  },
}
