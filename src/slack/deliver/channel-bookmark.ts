import { z } from 'zod'
import type { Delivery } from '../../outbox/delivery.ts'
import { queueTwinLook } from '../../usecases/twin-look.ts'
import type { SlackResult } from '../slack-error.ts'
import { clientText } from '../text/client.ts'
import { channelWork, keepInChannel } from './client-payload.ts'
import { type DeliverDeps, dead, done, failed, type OutgoingKind, overtaken } from './kind.ts'
import { type Kept, sendOnce } from './send-once.ts'

/** `moved` = the client's card is another message now. */
const payloadSchema = z.object({ moved: z.literal(true).optional() })

/** A bookmark to the client's card, once a channel; it follows the card. */
export const outgoing: OutgoingKind = {
  kind: 'channel_bookmark',
  async deliver(with_, effect) {
    const work = await channelWork(with_, effect.payload)
    const { moved } = payloadSchema.parse(effect.payload)
    if (!work || (work.channel.bookmarkId !== null && !moved)) return overtaken
    const { channelId, welcomeTs, returns, bookmarkId } = work.channel
    if (channelId === null || welcomeTs === null) return dead('there is no client card to bookmark')
    const link = await with_.gateway.permalink({ channel: channelId, ts: welcomeTs })
    if (!link.ok) return failed(link.failure)
    if (bookmarkId !== null) return move(with_, channelId, bookmarkId, link.value)
    const title = clientText[work.reader.language].bookmark
    const added = await bookmarkOnce(with_, effect.id, channelId, returns, { title, link: link.value })
    if (!added.ok) return failed(added.failure)
    const { row } = added.value
    if (row.calls > 1) await queueTwinLook(with_.deps, row.id, { by: 'link' })
    await keepInChannel(with_.deps, { clientId: work.client.id, channelId }, { bookmarkId: added.value.result })
    return done
  },
}

/** One that somebody took away stays away. */
async function move(with_: DeliverDeps, channelId: string, bookmarkId: string, link: string): Promise<Delivery> {
  const moved = await with_.gateway.moveBookmark(channelId, bookmarkId, link)
  return moved.ok || moved.failure.error === 'not_found' ? done : failed(moved.failure)
}

/** A link to the client card is the bot's own wherever it stands: nobody else sets one in the channel's first minute. */
function bookmarkOnce(
  with_: DeliverDeps,
  effectId: number,
  channelId: string,
  returns: number,
  bookmark: { title: string; link: string },
): Promise<SlackResult<Kept>> {
  const { gateway } = with_
  return sendOnce(with_, {
    subject: `bookmark/${channelId}${returns === 0 ? '' : `/return/${returns}`}`,
    effectId,
    async send() {
      const added = await gateway.addBookmark(channelId, bookmark)
      return added.ok ? { ok: true, value: { result: added.value.id, channel: channelId } } : added
    },
    async look() {
      const there = await gateway.bookmarks(channelId)
      if (!there.ok) return there
      const same = there.value.filter(({ link }) => link === bookmark.link)
      return { ok: true, value: same.map(({ id }) => ({ result: id, channel: channelId })) }
    },
    remove: ({ result }) => gateway.removeBookmark(channelId, result),
  })
}
