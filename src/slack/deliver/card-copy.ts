import type { Tx } from '../../../db/connection.ts'
import type { Delivery } from '../../outbox/delivery.ts'
import { transact } from '../../usecases/transact.ts'
import type { Message } from '../blocks.ts'
import type { SlackFailure } from '../slack-error.ts'
import type { Address } from './address.ts'
import { type DeliverDeps, done, failed, overtaken } from './kind.ts'
import { isLostCard } from './lost-card.ts'
import { postOnce } from './post-once.ts'
import { sendFitting } from './send-fitting.ts'

/** A person's copy of a card, as the record now stands. */
export interface CardCopy {
  /** What the copy is known by among sends. */
  readonly subject: string
  /** Where Slack put it; null until it is there. */
  readonly channelId: string | null
  readonly ts: string | null
  readonly whole: Message
  /** For when Slack finds the whole one too much (B16). */
  readonly minimal: Message
  /** Whether somebody still waits for this copy: a lost one that nobody needs is not posted anew. */
  readonly live: boolean
  keep(tx: Tx, place: { channelId: string; ts: string; postedAt: Date }): Promise<void>
  /** Says where it has to be said that only the minimal one went out. */
  report(refused: SlackFailure | null): Promise<void>
}

/** Posts a copy once, then always redraws it whole. */
export function deliverCopy(
  with_: DeliverDeps,
  effectId: number,
  { userId }: Address,
  copy: CardCopy,
): Promise<Delivery> {
  return copy.ts === null ? post(with_, effectId, userId, copy) : redraw(with_, effectId, userId, copy)
}

async function post(with_: DeliverDeps, effectId: number, userId: string, copy: CardCopy): Promise<Delivery> {
  // A lost copy is replaced once, whichever effects find it lost.
  const subject = copy.ts === null ? copy.subject : `${copy.subject}/after/${copy.ts}`
  const { result: posted, refused } = await sendFitting(copy.whole, copy.minimal, (message) =>
    postOnce(with_, subject, effectId, { person: userId }, message),
  )
  if (!posted.ok) return failed(posted.failure)
  const place = { channelId: posted.value.channel, ts: posted.value.ts, postedAt: with_.deps.clock.now() }
  await transact(with_.deps, { personId: null, source: 'job' }, async (tx) => {
    await copy.keep(tx, place)
    return { result: null, events: [] }
  })
  await copy.report(refused)
  return done
}

async function redraw(with_: DeliverDeps, effectId: number, userId: string, copy: CardCopy): Promise<Delivery> {
  const at = { channel: copy.channelId ?? '', ts: copy.ts ?? '' }
  const { result: updated, refused } = await sendFitting(copy.whole, copy.minimal, (message) =>
    with_.gateway.updateMessage(at, message),
  )
  await copy.report(refused)
  if (updated.ok) return done
  if (!isLostCard(updated.failure)) return failed(updated.failure)
  if (!copy.live) return overtaken
  const fresh = await post(with_, effectId, userId, copy)
  // One that stands there unchanged would show an old state beside the new. Where Slack keeps it, a press on it is answered.
  if (fresh.kind === 'done' && updated.failure.error !== 'message_not_found') await with_.gateway.deleteMessage(at)
  return fresh
}
