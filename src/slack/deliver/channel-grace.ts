import { z } from 'zod'
import { readReviewView } from '../../usecases/read-reviews.ts'
import { channelGraceMessage, hiddenGraceMessage } from '../cards/review-grace.ts'
import { channelWork, frozenOf } from './client-payload.ts'
import { done, failed, type OutgoingKind, overtaken } from './kind.ts'
import { postOnce } from './post-once.ts'

const payloadSchema = z.object({ reviewId: z.int(), round: z.int() })

/** A line in the client's channel: what its review came to and until when it can be undone, or that it was undone (Art. 13). */
export const outgoing: OutgoingKind = {
  kind: 'channel_grace',
  async deliver(with_, effect) {
    const work = await channelWork(with_, effect.payload, frozenOf)
    if (!work?.channel.channelId) return overtaken
    const { reviewId, round } = payloadSchema.parse(effect.payload)
    const view = await readReviewView(with_.deps, reviewId)
    const grace = view?.graces.find((one) => one.round === round)
    if (!view || !grace) return overtaken
    const message = work.frozen
      ? hiddenGraceMessage(work.reader.language)
      : channelGraceMessage(view.client.shortName, grace, work.reader)
    const posted = await postOnce(with_, `effect/${effect.id}`, effect.id, { channel: work.channel.channelId }, message)
    return posted.ok ? done : failed(posted.failure)
  },
}
