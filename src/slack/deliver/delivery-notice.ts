import { z } from 'zod'
import { anyChannelOf } from '../../../db/queries/channel.ts'
import { channelOf } from '../../../db/queries/client.ts'
import { countGivenUp, givenUp } from '../../../db/queries/dead-effects.ts'
import { clientCard } from '../../usecases/client-card.ts'
import { ask } from '../../usecases/transact.ts'
import type { Message } from '../blocks.ts'
import {
  directoryMessage,
  givenUpMessage,
  givenUpShown,
  notSeatedMessage,
  obstaclesMessage,
  spokenNotice,
} from '../cards/delivery-notices.ts'
import { deliveryText } from '../text/delivery.ts'
import type { Language } from '../text/words.ts'
import { addressFor, isAddress } from './address.ts'
import { type DeliverDeps, done, failed, type OutgoingKind, overtaken } from './kind.ts'
import { postOnce } from './post-once.ts'

const noticeSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('given_up') }),
  z.object({ type: z.literal('name_taken'), clientId: z.int(), wanted: z.string() }),
  z.object({ type: z.literal('extra_channel'), clientId: z.int(), channelId: z.string(), closed: z.boolean() }),
  z.object({ type: z.literal('card_stands'), clientId: z.int(), channelId: z.string() }),
  z.object({ type: z.literal('not_seated'), clientId: z.int() }),
  z.object({ type: z.literal('channel_obstacles'), clientId: z.int() }),
  z.object({ type: z.literal('channel_shared'), clientId: z.int() }),
  z.object({ type: z.literal('directory_doubted'), known: z.int(), lost: z.int() }),
])
const payloadSchema = z.object({ personId: z.int(), notice: noticeSchema })

/** Tells somebody what Slack did not do, and what is left to do by hand (B12, B13). */
export const outgoing: OutgoingKind = {
  kind: 'delivery_notice',
  async deliver(with_, effect) {
    const { personId, notice } = payloadSchema.parse(effect.payload)
    const address = await addressFor(with_, personId)
    if (!isAddress(address)) return address
    const message = await messageOf(with_, notice, address.reader.language)
    if (!message) return overtaken
    const posted = await postOnce(with_, `effect/${effect.id}`, effect.id, { person: address.userId }, message)
    return posted.ok ? done : failed(posted.failure)
  },
}

/** Null = there is nothing left to tell. */
function messageOf(
  { deps, botUserId }: DeliverDeps,
  notice: z.infer<typeof noticeSchema>,
  language: Language,
): Promise<Message | null> {
  const text = deliveryText[language]
  return ask(deps, async (tx) => {
    if (notice.type === 'given_up') {
      const count = await countGivenUp(tx)
      return count === 0 ? null : givenUpMessage(await givenUp(tx, givenUpShown), count, language)
    }
    if (notice.type === 'directory_doubted') return directoryMessage(notice.known, notice.lost, language)
    const card = await clientCard(tx, notice.clientId)
    if (!card) return null
    const client = card.client.shortName
    switch (notice.type) {
      case 'not_seated':
        return card.team.some(({ invitation }) => invitation === 'failed') ? notSeatedMessage(card, language) : null
      case 'channel_obstacles': {
        const channel = await anyChannelOf(tx, notice.clientId)
        return channel && channel.obstacles.length > 0
          ? obstaclesMessage(card.client, channel, botUserId, language)
          : null
      }
      case 'channel_shared': {
        const channel = await anyChannelOf(tx, notice.clientId)
        return channel?.sharedOutside ? spokenNotice(text.sharedOutside(client, channel.name ?? '')) : null
      }
      case 'name_taken': {
        const name = (await channelOf(tx, notice.clientId))?.name ?? ''
        return spokenNotice(text.nameTaken(client, notice.wanted, name))
      }
      case 'card_stands':
        return spokenNotice(text.cardStands(client, notice.channelId))
      case 'extra_channel':
        return spokenNotice(notice.closed ? text.extraClosed(client) : text.extraOpen(client, notice.channelId))
    }
  })
}
