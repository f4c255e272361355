import { z } from 'zod'
import { toldNaming } from '../../../db/queries/specialist.ts'
import { ask } from '../../usecases/transact.ts'
import { specialistNotice } from '../cards/specialist-notice.ts'
import { addressFor, isAddress } from './address.ts'
import { done, failed, type OutgoingKind, overtaken } from './kind.ts'
import { postOnce } from './post-once.ts'

const payloadSchema = z.object({ specialistId: z.int(), personId: z.int(), over: z.boolean() })

/** Tells a specialist that they were named for a client, or that the naming has ended. */
export const outgoing: OutgoingKind = {
  kind: 'specialist_notice',
  async deliver(with_, effect) {
    const { specialistId, personId, over } = payloadSchema.parse(effect.payload)
    const naming = await ask(with_.deps, (tx) => toldNaming(tx, specialistId))
    if (!naming || naming.over !== over) return overtaken
    const address = await addressFor(with_, personId)
    if (!isAddress(address)) return address
    const message = specialistNotice(naming, address.reader.language)
    const posted = await postOnce(with_, `effect/${effect.id}`, effect.id, { person: address.userId }, message)
    return posted.ok ? done : failed(posted.failure)
  },
}
