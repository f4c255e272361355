import type { Tx } from '../../db/connection.ts'
import { channelBySlackId, moveChannel } from '../../db/queries/channel.ts'
import { recordSlackEvent } from '../../db/queries/slack-events.ts'
import type { DomainEvent } from '../domain/event.ts'
import { type Deps, transact } from './transact.ts'

/** What Slack says of a channel: shared with another company (Slack Connect) or not. */
export interface Sharing {
  readonly teamId: string
  readonly channelId: string
  readonly shared: boolean
}

/**
 * Keeps whether a client's channel is shared with another company: nothing confidential stands in it then, and the lead
 * client manager and the administrators are told. An event's id is kept with it (B07); null where a read found it.
 */
export function followSharing(deps: Deps, sharing: Sharing, eventId: string | null): Promise<null> {
  return transact(deps, { personId: null, source: 'slack' }, async (tx, { now }) => {
    const events = await keepSharing(tx, sharing.channelId, sharing.shared, async () => {
      return eventId === null || recordSlackEvent(tx, sharing.teamId, eventId, now)
    })
    return { result: null, events }
  })
}

async function keepSharing(
  tx: Tx,
  channelId: string,
  shared: boolean,
  isNews: () => Promise<boolean>,
): Promise<DomainEvent[]> {
  const channel = await channelBySlackId(tx, channelId)
  if (channel?.state !== 'open' || channel.sharedOutside === shared || !(await isNews())) return []
  const { clientId } = channel
  await moveChannel(tx, clientId, 'open', { sharedOutside: shared })
  const type = shared ? 'channel_shared' : 'channel_unshared'
  return [{ happening: { type, clientId }, article: '14', after: { channelId } }]
}
