import { z } from 'zod'
import type { Tx } from '../../../db/connection.ts'
import { setChannel } from '../../../db/queries/channel.ts'
import { channelOf } from '../../../db/queries/client.ts'
import { strangersOf } from '../../../db/queries/stranger.ts'
import { isFrozen } from '../../domain/team/stranger.ts'
import { type ClientCard, clientCard } from '../../usecases/client-card.ts'
import { ask, type Deps, type Moment, transact } from '../../usecases/transact.ts'
import type { Reader } from '../cards/recommendation-lines.ts'
import type { DeliverDeps } from './kind.ts'

const payloadSchema = z.object({ clientId: z.int() })

/** A job of a channel's life; `askedBy` pressed Retry and hears what came of it. */
export const channelJobSchema = payloadSchema.extend({ askedBy: z.int().optional() })

/** What the steps of opening a channel read: the client as it now is, and its channel as far as it has come. */
export interface ChannelWork {
  readonly card: ClientCard
  readonly channel: NonNullable<Awaited<ReturnType<typeof channelOf>>>
  /** How the channel reads: in the bank's language. */
  readonly reader: Reader
  /** Somebody is there in whose presence nothing confidential stands in the channel (Art. 14). */
  readonly frozen: boolean
}

/** Reads the work of a channel step; null where the client is no longer to have a channel. */
export function channelWork(with_: DeliverDeps, payload: unknown): Promise<ChannelWork | null> {
  const { clientId } = payloadSchema.parse(payload)
  return ask(with_.deps, async (tx) => {
    const card = await clientCard(tx, clientId)
    const channel = await channelOf(tx, clientId)
    if (!card || !channel || card.client.state !== 'designated') return null
    const { policy } = card
    const present = (await strangersOf(tx, clientId)).map(({ kind }) => kind)
    return {
      card,
      channel,
      reader: { language: policy.channelLanguage, timeZone: policy.timeZone },
      frozen: isFrozen(channel.sharedOutside, present, policy),
    }
  })
}

/** Keeps what became of a client's channel, and what else becomes true with it. */
export function keepChannel(
  deps: Deps,
  clientId: number,
  known: Parameters<typeof setChannel>[2],
  also?: (tx: Tx, moment: Moment) => Promise<void>,
): Promise<null> {
  return transact(deps, { personId: null, source: 'job' }, async (tx, moment) => {
    await setChannel(tx, clientId, known)
    await also?.(tx, moment)
    const opened = known.state === 'open'
    return {
      result: null,
      events: opened
        ? [
            {
              happening: { type: 'channel_opened', clientId },
              article: '14',
              after: { channelId: known.channelId, name: known.name },
            },
          ]
        : [],
    }
  })
}
