import { z } from 'zod'
import { deputyshipById } from '../../../db/queries/deputyship.ts'
import { ask } from '../../usecases/transact.ts'
import { deputyNotice } from '../cards/deputy-notice.ts'
import { addressFor, isAddress } from './address.ts'
import { done, failed, type OutgoingKind, overtaken } from './kind.ts'
import { postOnce } from './post-once.ts'

const payloadSchema = z.object({ deputyshipId: z.int(), personId: z.int(), ended: z.boolean() })

/** Tells the two people of a deputyship that it was named, or ended before its time. */
export const outgoing: OutgoingKind = {
  kind: 'deputy_notice',
  async deliver(with_, effect) {
    const { deputyshipId, personId, ended } = payloadSchema.parse(effect.payload)
    const deputyship = await ask(with_.deps, (tx) => deputyshipById(tx, deputyshipId))
    if (!deputyship || (!ended && deputyship.endedBy !== null)) return overtaken
    const address = await addressFor(with_, personId)
    if (!isAddress(address)) return address
    const message = deputyNotice(deputyship, personId, ended, address.reader.language)
    const posted = await postOnce(with_, `effect/${effect.id}`, effect.id, { person: address.userId }, message)
    return posted.ok ? done : failed(posted.failure)
  },
}
