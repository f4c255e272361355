import { newestSubmitted } from '../../../db/queries/client.ts'
import { accountsOfTeam } from '../../usecases/addresses.ts'
import { clientCard } from '../../usecases/client-card.ts'
import { followCard, picturesNow } from '../../usecases/figures/client-picture.ts'
import { ask } from '../../usecases/transact.ts'
import { clientCardMessage, hiddenCardMessage } from '../cards/client-card.ts'
import { pictureBlocks } from '../cards/figures-picture.ts'
import type { SlackFailure } from '../slack-error.ts'
import { channelWork, keepCard } from './client-payload.ts'
import { type DeliverDeps, dead, done, failed, type OutgoingKind, overtaken } from './kind.ts'
import { isLostCard, removeClientCard, tellCardStands } from './lost-card.ts'
import { postOnce } from './post-once.ts'
import { minimalOf, reportRefused, sendPictured } from './send-fitting.ts'

/** The client's card in its channel: posted once, redrawn when the client, its team or who may read it has changed. */
export const outgoing: OutgoingKind = {
  kind: 'channel_welcome',
  async deliver(with_, effect) {
    const work = await channelWork(with_, effect.payload, async (tx, work) => ({
      card: await clientCard(tx, work.client.id),
      pictures: await picturesNow(tx, work.client.id, work.reader.language, work),
    }))
    if (!work?.card) return overtaken
    const { client, reader, pictures } = work
    const { channelId, welcomeTs, returns } = work.channel
    if (channelId === null) return dead('the channel was not opened')
    const accounts = await accountsOfTeam(with_.deps, client.id)
    const card = { ...work.card, channelId: null }
    const plain = pictures.frozen
      ? hiddenCardMessage(client.shortName, reader.language)
      : clientCardMessage(card, accounts, reader)
    // A picture that is not there yet comes by itself.
    const pictured = pictures.wanted?.row
      ? clientCardMessage(card, accounts, reader, pictureBlocks(pictures.wanted, reader.language))
      : null
    const minimal = minimalOf(plain, reader.language)
    const follow = (withoutPicture: boolean) =>
      followCard(with_.deps, { clientId: client.id, language: reader.language }, pictures, withoutPicture)
    let stands = false
    if (welcomeTs !== null) {
      const at = { channel: channelId, ts: welcomeTs }
      const updated = await sendPictured(pictured, plain, minimal, (one) => with_.gateway.updateMessage(at, one))
      await reportFor(with_, client.id, updated.refused)
      if (updated.result.ok) {
        await follow(updated.withoutPicture)
        return done
      }
      if (!isLostCard(updated.result.failure)) return failed(updated.result.failure)
      const removed = await removeClientCard(with_, at)
      if (!removed.ok) return failed(removed.failure)
      stands = removed.value.stands
    }
    const time = returns === 0 ? '' : `/return/${returns}`
    const subject = `welcome/${channelId}${time}${welcomeTs === null ? '' : `/after/${welcomeTs}`}`
    const posted = await sendPictured(pictured, plain, minimal, (one) =>
      postOnce(with_, subject, effect.id, { channel: channelId }, one),
    )
    if (!posted.result.ok) return failed(posted.result.failure)
    if (stands) await tellCardStands(with_, client.id, channelId)
    await keepCard(with_.deps, { clientId: client.id, channelId }, posted.result.value.ts, welcomeTs !== null)
    // A card that cannot be redrawn would be posted anew at each try: it has the picture when something else changes.
    await follow(posted.withoutPicture && welcomeTs === null)
    await reportFor(with_, client.id, posted.refused)
    return done
  },
}

/** The administrators hear of it under the recommendation that made the client strategic. */
async function reportFor(with_: DeliverDeps, clientId: number, refused: SlackFailure | null): Promise<void> {
  const recommendationId = refused && (await ask(with_.deps, (tx) => newestSubmitted(tx, clientId)))
  if (recommendationId) await reportRefused(with_, recommendationId, outgoing.kind, refused)
}
