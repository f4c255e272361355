import { newestCard } from '../../../db/queries/card.ts'
import type { Delivery } from '../../outbox/delivery.ts'
import { ask } from '../../usecases/transact.ts'
import type { Message } from '../blocks.ts'
import type { Reader } from '../cards/recommendation-lines.ts'
import type { Language } from '../text/words.ts'
import { addressFor, isAddress } from './address.ts'
import { type DeliverDeps, done, failed } from './kind.ts'
import { postOnce, type To } from './post-once.ts'
import { minimalOf, reportRefused, sendFitting } from './send-fitting.ts'

/** Posts to a person in the thread of their copy of a recommendation's card, or beside it where they have none. */
export async function tellAbout(
  with_: DeliverDeps,
  effectId: number,
  personId: number,
  recommendationId: number,
  draw: (reader: Reader) => Message,
): Promise<Delivery> {
  const address = await addressFor(with_, personId)
  if (!isAddress(address)) return address
  const card = await ask(with_.deps, (tx) => newestCard(tx, recommendationId, personId))
  const to = card?.channelId && card.ts ? { channel: card.channelId, threadTs: card.ts } : { person: address.userId }
  return post(with_, effectId, recommendationId, to, draw(address.reader), address.reader.language)
}

/** Posts to a person beside their cards. */
export async function tellPerson(
  with_: DeliverDeps,
  effectId: number,
  personId: number,
  recommendationId: number,
  draw: (reader: Reader) => Message,
): Promise<Delivery> {
  const address = await addressFor(with_, personId)
  if (!isAddress(address)) return address
  return post(
    with_,
    effectId,
    recommendationId,
    { person: address.userId },
    draw(address.reader),
    address.reader.language,
  )
}

async function post(
  with_: DeliverDeps,
  effectId: number,
  recommendationId: number,
  to: To,
  whole: Message,
  language: Language,
): Promise<Delivery> {
  const { result, refused } = await sendFitting(whole, minimalOf(whole, language), (message) =>
    postOnce(with_, `effect/${effectId}`, effectId, to, message),
  )
  if (!result.ok) return failed(result.failure)
  await reportRefused(with_, recommendationId, 'message', refused)
  return done
}
