import { z } from 'zod'
import { readView } from '../../usecases/record.ts'
import { sentence } from '../reader.ts'
import { recommendationText } from '../text/recommendation.ts'
import { type OutgoingKind, overtaken } from './kind.ts'
import { tellAbout } from './person-message.ts'

const payloadSchema = z.object({ recommendationId: z.int(), personId: z.int() })

/** A recommendation was ended by its client's exit: said to everybody who has a card of it. */
export const outgoing: OutgoingKind = {
  kind: 'recommendation_stopped',
  async deliver(with_, effect) {
    const { recommendationId, personId } = payloadSchema.parse(effect.payload)
    const view = await readView(with_.deps, recommendationId)
    if (!view) return overtaken
    return tellAbout(with_, effect.id, personId, recommendationId, ({ language }) =>
      sentence(recommendationText[language].stopped(recommendationId, view.client.shortName)),
    )
  },
}
