import { newestSubmitted } from '../../../db/queries/client.ts'
import { accountsOfTeam } from '../../usecases/addresses.ts'
import { clientCard } from '../../usecases/client-card.ts'
import { ask } from '../../usecases/transact.ts'
import { clientCardMessage, hiddenCardMessage } from '../cards/client-card.ts'
import type { SlackFailure } from '../slack-error.ts'
import { channelWork, frozenOf, keepInChannel } from './client-payload.ts'
import { type DeliverDeps, dead, done, failed, type OutgoingKind, overtaken } from './kind.ts'
import { postOnce } from './post-once.ts'
import { minimalOf, reportRefused, sendFitting } from './send-fitting.ts'

/** The client's card in its channel: posted once, redrawn when the client, its team or who may read it has changed. */
export const outgoing: OutgoingKind = {
  kind: 'channel_welcome',
  async deliver(with_, effect) {
    const work = await channelWork(with_, effect.payload, async (tx, work) => ({
      ...(await frozenOf(tx, work)),
      card: await clientCard(tx, work.client.id),
    }))
    if (!work?.card) return overtaken
    const { channelId, welcomeTs } = work.channel
    if (channelId === null) return dead('the channel was not opened')
    const accounts = await accountsOfTeam(with_.deps, work.client.id)
    const message = work.frozen
      ? hiddenCardMessage(work.client.shortName, work.reader.language)
      : clientCardMessage({ ...work.card, channelId: null }, accounts, work.reader)
    const minimal = minimalOf(message, work.reader.language)
    if (welcomeTs !== null) {
      const { result: updated, refused } = await sendFitting(message, minimal, (one) =>
        with_.gateway.updateMessage({ channel: channelId, ts: welcomeTs }, one),
      )
      await reportFor(with_, work.client.id, refused)
      if (updated.ok) return done
      if (updated.failure.error !== 'message_not_found') return failed(updated.failure)
    }
    const { returns } = work.channel
    const time = returns === 0 ? '' : `/return/${returns}`
    const subject = `welcome/${channelId}${time}${welcomeTs === null ? '' : `/after/${welcomeTs}`}`
    const { result: posted, refused } = await sendFitting(message, minimal, (one) =>
      postOnce(with_, subject, effect.id, { channel: channelId }, one),
    )
    if (!posted.ok) return failed(posted.failure)
    await keepInChannel(with_.deps, { clientId: work.client.id, channelId }, { welcomeTs: posted.value.ts })
    await reportFor(with_, work.client.id, refused)
    return done
  },
}

/** The administrators hear of it under the recommendation that made the client strategic. */
async function reportFor(with_: DeliverDeps, clientId: number, refused: SlackFailure | null): Promise<void> {
  const recommendationId = refused && (await ask(with_.deps, (tx) => newestSubmitted(tx, clientId)))
  if (recommendationId) await reportRefused(with_, recommendationId, outgoing.kind, refused)
}
