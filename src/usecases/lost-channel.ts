import type { Tx } from '../../db/connection.ts'
import { anyChannelOf, type ChannelRow, channelBySlackId, moveChannel } from '../../db/queries/channel.ts'
import { lockClient } from '../../db/queries/client.ts'
import { queueEffects } from '../../db/queries/effects.ts'
import { beginAnew, letGo, lockChannel } from '../../db/queries/room.ts'
import { recordSlackEvent } from '../../db/queries/slack-events.ts'
import { endStrangers, strangersOf } from '../../db/queries/stranger.ts'
import type { DomainEvent } from '../domain/event.ts'
import { type Refusal, refuse } from '../domain/refusal.ts'
import { deletedCode, isLost, newObstacles, type Obstacle } from '../domain/team/obstacle.ts'
import { openNotices } from './channel-notices.ts'
import { noticesTo, queueToAdministrators } from './delivery-notice.ts'
import { isAdministrator } from './is-administrator.ts'
import { goneEvents } from './report-stranger.ts'
import { type Act, type Deps, type Moment, type Outcome, transact } from './transact.ts'

/** Keeps that Slack deleted a channel: the administrators hear of it and choose what comes in its place. */
export function followDeletion(
  deps: Deps,
  { teamId, channelId }: { readonly teamId: string; readonly channelId: string },
  eventId: string,
): Promise<null> {
  return transact(deps, { personId: null, source: 'slack' }, async (tx, moment) => {
    const channel = await channelBySlackId(tx, channelId)
    const isNews = channel !== null && (await recordSlackEvent(tx, teamId, eventId, moment.now))
    return { result: null, events: isNews ? await keep(tx, channel, deletedCode, moment) : [] }
  })
}

/**
 * Keeps that an open channel cannot be found: deleted, or the bot was taken out of it. Slack tells the two apart for nobody.
 * Who asked for another try hears of it in any case.
 */
export function keepLost(
  deps: Deps,
  clientId: number,
  channelId: string,
  error: string,
  askedBy: number | undefined,
): Promise<null> {
  return transact(deps, { personId: null, source: 'job' }, async (tx, moment) => {
    const channel = await anyChannelOf(tx, clientId)
    if (channel?.channelId !== channelId) return { result: null, events: [] }
    const events = await keep(tx, channel, error, moment)
    const asked = events.length === 0 && askedBy !== undefined ? [askedBy] : []
    await queueEffects(tx, noticesTo(asked, { type: 'channel_obstacles', clientId }), moment.now)
    return { result: null, events }
  })
}

async function keep(tx: Tx, channel: ChannelRow, error: string, moment: Moment): Promise<DomainEvent[]> {
  const { clientId, channelId, state, obstacles } = channel
  // A parked one is missed by nobody before its client is designated again.
  if (state !== 'open' && state !== 'returning') return []
  const lost: Obstacle = { step: 'reach', error }
  // That it is out of reach says nothing new of a channel that was deleted.
  if (error === deletedCode ? newObstacles(obstacles, [lost]).length === 0 : isLost(obstacles)) return []
  if (!(await moveChannel(tx, clientId, state, { obstacles: [lost] }))) return []
  await queueToAdministrators(tx, { type: 'channel_obstacles', clientId }, moment)
  return [{ happening: { type: 'channel_lost', clientId }, article: '14', after: { channelId, error } }]
}

/**
 * Has another channel opened for a client whose own is lost, by an administrator's press; the client's name.
 *
 * @param seen the lost channel, as it was shown
 */
export function openAnother(
  deps: Deps,
  actor: Act & { readonly personId: number },
  clientId: number,
  seen: string,
): Promise<string | Refusal> {
  return transact(deps, actor, async (tx, { now, today }): Promise<Outcome<string | Refusal>> => {
    if (!(await isAdministrator(tx, actor.personId, today)))
      return { result: refuse('administrators_only'), events: [] }
    const client = await lockClient(tx, clientId)
    const row = await lockChannel(tx, clientId)
    if (!client || !row || row.channelId !== seen || !isLost(row.obstacles))
      return { result: refuse('channel_moved_on'), events: [] }
    if (client.state !== 'designated')
      return { result: refuse('room_for_strategic', { params: { client: client.shortName } }), events: [] }
    await letGo(tx, row, 'lost', actor.personId, now)
    await beginAnew(tx, row, null, now)
    const strangers = (await strangersOf(tx, clientId)).map(({ userId }) => userId)
    const gone = goneEvents(await endStrangers(tx, clientId, strangers, now))
    await queueEffects(tx, openNotices(clientId), now)
    const before = { channelId: row.channelId, name: row.name }
    const happening = { type: 'channel_begun_anew', clientId } as const
    return { result: client.shortName, events: [{ happening, article: '14', before }, ...gone] }
  })
}
