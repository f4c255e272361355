import type { Tx } from '../../db/connection.ts'
import { anyChannelOf } from '../../db/queries/channel.ts'
import type { NewEffect } from '../../db/queries/effects.ts'

/** What opens a client's channel, in this order; an upgraded client's channel is brought up to date by the same rows. */
const channelKinds = [
  'channel_open',
  'channel_topic',
  'channel_purpose',
  'channel_invite',
  'channel_welcome',
  'channel_pin',
  'channel_bookmark',
]

/** Opens a client's channel or brings it up to date; a parked one is brought back first, and `openNotices` follow from that. */
export async function channelNotices(tx: Tx, clientId: number, askedBy?: number): Promise<NewEffect[]> {
  const channel = await anyChannelOf(tx, clientId)
  return channel?.state === 'returning' ? [channelNotice('channel_return', clientId, askedBy)] : openNotices(clientId)
}

/** What makes a channel that of its client. */
export function openNotices(clientId: number): NewEffect[] {
  return channelKinds.map((kind) => channelNotice(kind, clientId))
}

/** Has pin and bookmark follow a client's card that is another message now. */
export function cardMovedNotices(clientId: number): NewEffect[] {
  const bookmark = channelNotice('channel_bookmark', clientId)
  return [channelNotice('channel_pin', clientId), { ...bookmark, payload: { ...bookmark.payload, moved: true } }]
}

/** Parks an exited client's channel. */
export function parkNotice(clientId: number, askedBy?: number): NewEffect {
  return channelNotice('channel_park', clientId, askedBy)
}

function channelNotice(kind: string, clientId: number, askedBy?: number): NewEffect {
  const payload = { clientId, ...(askedBy !== undefined && { askedBy }) }
  return { lane: `client/${clientId}/channel`, kind, payload, priority: 2 }
}
