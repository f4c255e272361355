import { z } from 'zod'
import { standsAlone } from '../../usecases/deputies/suggest-deputy.ts'
import { deputySuggestion } from '../cards/deputy-notice.ts'
import { addressFor, isAddress } from './address.ts'
import { done, failed, type OutgoingKind, overtaken } from './kind.ts'
import { postOnce } from './post-once.ts'

const payloadSchema = z.object({ personId: z.int(), absence: z.iso.date() })

/** Asks somebody who seems to be away whether a deputy should stand in: once an absence, however often Slack tells of it. */
export const outgoing: OutgoingKind = {
  kind: 'deputy_suggestion',
  async deliver(with_, effect) {
    const { personId, absence } = payloadSchema.parse(effect.payload)
    if (!(await standsAlone(with_.deps, personId))) return overtaken
    const address = await addressFor(with_, personId)
    if (!isAddress(address)) return address
    const subject = `deputy-suggestion/${personId}/${absence}`
    const message = deputySuggestion(address.reader.language)
    const posted = await postOnce(with_, subject, effect.id, { person: address.userId }, message)
    return posted.ok ? done : failed(posted.failure)
  },
}
