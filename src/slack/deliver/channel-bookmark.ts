import { clientText } from '../text/client.ts'
import { channelWork, keepChannel } from './client-payload.ts'
import { dead, done, failed, type OutgoingKind, overtaken } from './kind.ts'

/** A bookmark to the client's card, once a channel. */
export const outgoing: OutgoingKind = {
  kind: 'channel_bookmark',
  async deliver(with_, effect) {
    const work = await channelWork(with_, effect.payload)
    if (!work || work.channel.bookmarkId !== null) return overtaken
    const { channelId, welcomeTs } = work.channel
    if (channelId === null || welcomeTs === null) return dead('there is no client card to bookmark')
    const link = await with_.gateway.permalink({ channel: channelId, ts: welcomeTs })
    if (!link.ok) return failed(link.failure)
    const title = clientText[work.reader.language].bookmark
    const added = await with_.gateway.addBookmark(channelId, { title, link: link.value })
    if (!added.ok) return failed(added.failure)
    await keepChannel(with_.deps, work.card.client.id, { bookmarkId: added.value.id })
    return done
  },
}
