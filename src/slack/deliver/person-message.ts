import { newestCard } from '../../../db/queries/card.ts'
import type { Delivery } from '../../outbox/delivery.ts'
import { ask } from '../../usecases/transact.ts'
import type { Message } from '../blocks.ts'
import type { Reader } from '../cards/recommendation-lines.ts'
import { addressFor, isAddress } from './address.ts'
import { type DeliverDeps, done, failed } from './kind.ts'

/** Posts to a person in the thread of their copy of a recommendation's card, or beside it where they have none. */
export async function tellAbout(
  with_: DeliverDeps,
  personId: number,
  recommendationId: number,
  draw: (reader: Reader) => Message,
): Promise<Delivery> {
  const address = await addressFor(with_, personId)
  if (!isAddress(address)) return address
  const card = await ask(with_.deps, (tx) => newestCard(tx, recommendationId, personId))
  const to = card?.channelId && card.ts ? { channel: card.channelId, threadTs: card.ts } : { channel: address.userId }
  const posted = await with_.gateway.postMessage(to, draw(address.reader))
  return posted.ok ? done : failed(posted.failure)
}
