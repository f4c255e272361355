import { accountsOfTeam } from '../../usecases/addresses.ts'
import { clientCardMessage } from '../cards/client-card.ts'
import { channelWork, keepChannel } from './client-payload.ts'
import { dead, done, failed, type OutgoingKind, overtaken } from './kind.ts'

/** The client's card in its channel: posted once, redrawn when the client or its team has changed. */
export const outgoing: OutgoingKind = {
  kind: 'channel_welcome',
  async deliver(with_, effect) {
    const work = await channelWork(with_, effect.payload)
    if (!work) return overtaken
    const { channelId, welcomeTs } = work.channel
    if (channelId === null) return dead('the channel was not opened')
    const accounts = await accountsOfTeam(with_.deps, work.card.client.id)
    const message = clientCardMessage({ ...work.card, channelId: null }, accounts, work.reader)
    if (welcomeTs !== null) {
      const updated = await with_.gateway.updateMessage({ channel: channelId, ts: welcomeTs }, message)
      if (updated.ok) return done
      if (updated.failure.error !== 'message_not_found') return failed(updated.failure)
    }
    const posted = await with_.gateway.postMessage({ channel: channelId }, message)
    if (!posted.ok) return failed(posted.failure)
    await keepChannel(with_.deps, work.card.client.id, { welcomeTs: posted.value.ts })
    return done
  },
}
