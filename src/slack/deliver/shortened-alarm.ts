import { z } from 'zod'
import { readView } from '../../usecases/record.ts'
import { shortenedMessage } from '../cards/recommendation-notices.ts'
import { type OutgoingKind, overtaken } from './kind.ts'
import { tellAbout } from './person-message.ts'

const payloadSchema = z.object({ recommendationId: z.int(), personId: z.int(), error: z.string() })

/** Tells an administrator that people got a minimal card because Slack refused the whole one (B16). */
export const outgoing: OutgoingKind = {
  kind: 'shortened_alarm',
  async deliver(with_, effect) {
    const { recommendationId, personId, error } = payloadSchema.parse(effect.payload)
    const view = await readView(with_.deps, recommendationId)
    if (!view) return overtaken
    return tellAbout(with_, effect.id, personId, recommendationId, (reader) => shortenedMessage(view, error, reader))
  },
}
