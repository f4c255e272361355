import { newestCard } from '../../../db/queries/card.ts'
import type { Delivery } from '../../outbox/delivery.ts'
import { readView } from '../../usecases/record.ts'
import { redrawCopy } from '../../usecases/redraw-copy.ts'
import { ask } from '../../usecases/transact.ts'
import type { Message } from '../blocks.ts'
import type { Reader } from '../cards/recommendation-lines.ts'
import { withoutCard } from '../cards/recommendation-notices.ts'
import type { SlackResult } from '../slack-error.ts'
import { addressFor, isAddress } from './address.ts'
import { type DeliverDeps, done, failed } from './kind.ts'
import { type PostedOnce, postOnce, type To } from './post-once.ts'
import { minimalOf, reportRefused, sendFitting } from './send-fitting.ts'

/** Errors by which Slack says that there is no thread to reply in any more. */
const threadGone = new Set(['thread_not_found', 'message_not_found', 'cannot_reply_to_message'])

/**
 * Posts to a person in the thread of their copy of a recommendation's card, or beside it where they have none. Where the copy
 * was deleted it says by itself what it is about, and a copy that still waits is posted anew (B27).
 */
export async function tellAbout(
  with_: DeliverDeps,
  effectId: number,
  personId: number,
  recommendationId: number,
  draw: (reader: Reader) => Message,
): Promise<Delivery> {
  const address = await addressFor(with_, personId)
  if (!isAddress(address)) return address
  const { reader, userId } = address
  const card = await ask(with_.deps, (tx) => newestCard(tx, recommendationId, personId))
  const whole = draw(reader)
  const about = { with_, effectId, recommendationId, reader }
  if (!card?.channelId || !card.ts) return end(await post(about, { person: userId }, whole))
  const posted = await post(about, { channel: card.channelId, threadTs: card.ts }, whole)
  const isGone = posted.ok ? posted.value.strayed : threadGone.has(posted.failure.error)
  if (!isGone) return end(posted)
  await redrawCopy(with_.deps, recommendationId, personId)
  const view = await readView(with_.deps, recommendationId)
  const alone = view ? withoutCard(whole, view, reader) : whole
  if (!posted.ok) return end(await post(about, { person: userId }, alone))
  // It is there: what it is about is said where Slack still lets it.
  await with_.gateway.updateMessage(posted.value, alone)
  return done
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
  const { reader, userId } = address
  const about = { with_, effectId, recommendationId, reader }
  return end(await post(about, { person: userId }, draw(reader)))
}

interface About {
  readonly with_: DeliverDeps
  readonly effectId: number
  readonly recommendationId: number
  readonly reader: Reader
}

async function post(
  { with_, effectId, recommendationId, reader }: About,
  to: To,
  whole: Message,
): Promise<SlackResult<PostedOnce>> {
  const { result, refused } = await sendFitting(whole, minimalOf(whole, reader.language), (message) =>
    postOnce(with_, `effect/${effectId}`, effectId, to, message),
  )
  if (result.ok) await reportRefused(with_, recommendationId, 'message', refused)
  return result
}

function end(posted: SlackResult<PostedOnce>): Delivery {
  return posted.ok ? done : failed(posted.failure)
}
