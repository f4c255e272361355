import type { Tx } from '../../db/connection.ts'
import { anyChannelOf, type ChannelRow } from '../../db/queries/channel.ts'
import { channelOf, clientById } from '../../db/queries/client.ts'
import { type NewEffect, queueEffects } from '../../db/queries/effects.ts'
import { isLost } from '../domain/team/obstacle.ts'
import { channelNotices, parkNotice } from './channel-notices.ts'
import { channelKeepers } from './delivery-notice.ts'
import { mayRetryChannel } from './parked-channel.ts'
import { channelReadNotice, removeNotice, renameNotice } from './team-notices.ts'
import { type Act, type Deps, transact } from './transact.ts'

type Person = Act & { readonly personId: number }

/** Invites a team once more; the client's name. Null = the person may not. */
export function retrySeats(deps: Deps, actor: Person, clientId: number): Promise<string | null> {
  return transact(deps, actor, async (tx, { now, today }) => {
    const allowed = await channelKeepers(tx, clientId, today)
    const client = await clientById(tx, clientId)
    const channel = await channelOf(tx, clientId)
    if (!client || !channel || !allowed.includes(actor.personId)) return { result: null, events: [] }
    const invite = { lane: `client/${clientId}/channel`, kind: 'channel_invite', payload: { clientId }, priority: 1 }
    // One that is not open yet, or not again, invites its team once it is.
    const again = channel.state === 'open' ? [invite] : await channelNotices(tx, clientId, actor.personId)
    await queueEffects(tx, again, now)
    return { result: client.shortName, events: [] }
  })
}

/** Has a channel parked or brought back once more, after somebody did what Slack refused; the client's name. Null = the person may not. */
export function retryChannel(deps: Deps, actor: Person, clientId: number): Promise<string | null> {
  return transact(deps, actor, async (tx, { now, today }) => {
    const client = await clientById(tx, clientId)
    const channel = await anyChannelOf(tx, clientId)
    if (!client || !channel || !(await mayRetryChannel(tx, channel, actor.personId, today)))
      return { result: null, events: [] }
    await queueEffects(tx, await retryNotices(tx, channel, actor.personId), now)
    return { result: client.shortName, events: [] }
  })
}

/** What a channel's state asks for: to be parked, to be brought back, or to be rid of who could not be taken out. */
async function retryNotices(
  tx: Tx,
  { clientId, state, obstacles }: ChannelRow,
  personId: number,
): Promise<readonly NewEffect[]> {
  if (state === 'parking' || state === 'parked') return [parkNotice(clientId, personId)]
  if (state === 'open' && isLost(obstacles)) return [channelReadNotice(clientId, personId)]
  if (state === 'open' && obstacles.some(({ wanted }) => wanted)) return [renameNotice(clientId, personId)]
  const removals =
    state === 'open' ? obstacles.flatMap(({ step, userId }) => (step === 'remove' && userId ? [userId] : [])) : []
  if (removals.length > 0) return removals.map((userId) => removeNotice(clientId, userId, personId))
  return channelNotices(tx, clientId, personId)
}
