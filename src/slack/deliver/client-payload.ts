import { z } from 'zod'
import type { Queryable, Tx } from '../../../db/connection.ts'
import { setChannel } from '../../../db/queries/channel.ts'
import { type ClientRow, type channelOf, clientAtWork } from '../../../db/queries/client.ts'
import { queueEffects } from '../../../db/queries/effects.ts'
import { runningGrace } from '../../../db/queries/review-grace.ts'
import { defaultPolicy, type Policy } from '../../policy.ts'
import { isChannelFrozen } from '../../usecases/channel-frozen.ts'
import { cardMovedNotices } from '../../usecases/channel-notices.ts'
import { type Deps, type Moment, transact } from '../../usecases/transact.ts'
import type { Reader } from '../cards/recommendation-lines.ts'
import type { DeliverDeps } from './kind.ts'

const payloadSchema = z.object({ clientId: z.int() })

/** A job of a channel's life; `askedBy` pressed Retry and hears what came of it. */
export const channelJobSchema = payloadSchema.extend({ askedBy: z.int().optional() })

/** What every step of a channel's life reads: the client as it now is, and its channel as far as it has come. */
export interface ChannelWork {
  readonly client: ClientRow
  readonly channel: NonNullable<Awaited<ReturnType<typeof channelOf>>>
  /** How the channel reads: in the bank's language. */
  readonly reader: Reader
  readonly policy: Policy
}

/**
 * Reads the work of a channel step; null where the client is no longer to have a channel.
 *
 * @param also what this step reads beside it, in the same transaction
 */
export function channelWork(with_: DeliverDeps, payload: unknown): Promise<ChannelWork | null>
export function channelWork<T extends object>(
  with_: DeliverDeps,
  payload: unknown,
  also: (tx: Tx, work: ChannelWork) => Promise<T>,
): Promise<(ChannelWork & T) | null>
export function channelWork(
  with_: DeliverDeps,
  payload: unknown,
  also?: (tx: Tx, work: ChannelWork) => Promise<object>,
): Promise<ChannelWork | null> {
  const { clientId } = payloadSchema.parse(payload)
  const { database } = with_.deps
  if (!also) return workOf(database.db, clientId)
  return database.read(async (tx) => {
    const work = await workOf(tx, clientId)
    return work && { ...work, ...(await also(tx, work)) }
  })
}

async function workOf(db: Queryable, clientId: number): Promise<ChannelWork | null> {
  const found = await clientAtWork(db, clientId)
  if (!found || !(await hasTeam(db, found.client))) return null
  const { client, channel } = found
  const policy = found.policy ?? defaultPolicy
  return { client, channel, policy, reader: { language: policy.channelLanguage, timeZone: policy.timeZone } }
}

/** An exited client keeps its team and its channel while the exit can be undone. */
async function hasTeam(db: Queryable, { id, state }: ClientRow): Promise<boolean> {
  return state === 'designated' || (await runningGrace(db, id)) !== null
}

/** Whether somebody is there in whose presence nothing confidential stands in the channel (Art. 14). */
export async function frozenOf(tx: Tx, { client, policy }: ChannelWork): Promise<{ frozen: boolean }> {
  return { frozen: await isChannelFrozen(tx, client.id, policy) }
}

/** Keeps where the bookmark is in a client's channel, unless the client has another channel by now. */
export async function keepInChannel(
  { database }: Deps,
  { clientId, channelId }: { readonly clientId: number; readonly channelId: string },
  known: { readonly bookmarkId: string },
): Promise<void> {
  await setChannel(database.db, clientId, known, channelId)
}

/** The same for the client's card; pin and bookmark follow one that took a lost one's place. */
export function keepCard(
  deps: Deps,
  { clientId, channelId }: { readonly clientId: number; readonly channelId: string },
  welcomeTs: string,
  replaces: boolean,
): Promise<void> {
  return transact(deps, { personId: null, source: 'job' }, async (tx, { now }) => {
    const kept = await setChannel(tx, clientId, { welcomeTs }, channelId)
    if (kept && replaces) await queueEffects(tx, cardMovedNotices(clientId), now)
    return { result: undefined, events: [] }
  })
}

/** Keeps what became of a client's channel, and what else becomes true with it. False = the client has another by now. */
export function keepChannel(
  deps: Deps,
  clientId: number,
  known: Parameters<typeof setChannel>[2],
  also?: (tx: Tx, moment: Moment) => Promise<void>,
): Promise<boolean> {
  return transact(deps, { personId: null, source: 'job' }, async (tx, moment) => {
    const kept = await setChannel(tx, clientId, known)
    if (!kept) return { result: false, events: [] }
    await also?.(tx, moment)
    const { channelId, name } = known
    const happening = { type: 'channel_opened', clientId } as const
    const opened = { happening, article: '14', after: { channelId, name } } as const
    return { result: true, events: known.state === 'open' ? [opened] : [] }
  })
}
