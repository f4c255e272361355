import { z } from 'zod'
import { endedCooperation } from '../../../db/queries/cooperation.ts'
import { ask } from '../../usecases/transact.ts'
import { clip, lines, literal, quote } from '../blocks.ts'
import { unitText } from '../text/unit.ts'
import { addressFor, isAddress } from './address.ts'
import { done, failed, type OutgoingKind, overtaken } from './kind.ts'
import { postOnce } from './post-once.ts'

const payloadSchema = z.object({ cooperationId: z.int(), personId: z.int() })

/** How much of the reason a message shows; the audit has all of it. */
const longest = 1_000

/** Tells somebody whose seat ends with it that their unit no longer co-operates, and why. */
export const outgoing: OutgoingKind = {
  kind: 'cooperation_ended',
  async deliver(with_, effect) {
    const { cooperationId, personId } = payloadSchema.parse(effect.payload)
    const ended = await ask(with_.deps, (tx) => endedCooperation(tx, cooperationId))
    if (!ended) return overtaken
    const address = await addressFor(with_, personId)
    if (!isAddress(address)) return address
    const text = unitText[address.reader.language]
    const said = text.cooperationEnded(ended.unitName, ended.client, ended.endedBy)
    const message = {
      text: literal(said),
      blocks: [lines([said]), quote(clip(ended.reason, longest), [{ bold: text.reason }])],
    }
    const posted = await postOnce(with_, `effect/${effect.id}`, effect.id, { person: address.userId }, message)
    return posted.ok ? done : failed(posted.failure)
  },
}
