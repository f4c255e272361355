import { z } from 'zod'
import { readPolicyReviewList } from '../../usecases/policy-review/preview-policy-review.ts'
import { policyReviewList } from '../cards/policy-review.ts'
import { addressFor, isAddress } from './address.ts'
import { done, failed, type OutgoingKind, overtaken } from './kind.ts'
import { postOnce } from './post-once.ts'
import { minimalOf, sendFitting } from './send-fitting.ts'

const payloadSchema = z.object({ policyReviewId: z.int(), personId: z.int() })

/** One message a person for all reviews of an act that wait for them then; none where all of them were taken since (Art. 12). */
export const outgoing: OutgoingKind = {
  kind: 'policy_review_list',
  async deliver(with_, effect) {
    const { policyReviewId, personId } = payloadSchema.parse(effect.payload)
    const stand = await readPolicyReviewList(with_.deps, policyReviewId, personId)
    if (!stand) return overtaken
    const address = await addressFor(with_, personId)
    if (!isAddress(address)) return address
    const whole = policyReviewList(stand, address.reader.language)
    const { result } = await sendFitting(whole, minimalOf(whole, address.reader.language), (message) =>
      postOnce(with_, `effect/${effect.id}`, effect.id, { person: address.userId }, message),
    )
    return result.ok ? done : failed(result.failure)
  },
}
