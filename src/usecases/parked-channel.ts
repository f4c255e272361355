import type { Tx } from '../../db/connection.ts'
import { anyChannelOf, type ChannelRow, moveChannel } from '../../db/queries/channel.ts'
import { type ClientRow, clientById } from '../../db/queries/client.ts'
import { queueEffects } from '../../db/queries/effects.ts'
import { holdersAnywhere } from '../../db/queries/standing.ts'
import { bankDate } from '../domain/calendar.ts'
import { newObstacles, type Obstacle } from '../domain/team/obstacle.ts'
import type { Policy } from '../policy.ts'
import { openNotices } from './channel-notices.ts'
import { channelKeepers, noticesTo, queueToAdministrators } from './delivery-notice.ts'
import { ask, type Deps, type Moment, transact } from './transact.ts'

const byProgram = { personId: null, source: 'job' } as const

/** A channel on its way out or back. */
export interface ParkedChannel extends ChannelRow {
  readonly state: 'parking' | 'parked' | 'returning'
  readonly client: ClientRow
  /** Its own name. */
  readonly name: string
  /** The bank's date of the exit. */
  readonly parkedOn: string
  /** How the channel reads: in the bank's language. */
  readonly language: Policy['channelLanguage']
  /** Whether the bank has such channels archived. */
  readonly archive: boolean
}

/** The client's channel where it is being parked, is parked or is on its way back; else null. */
export function parkedChannelOf(deps: Deps, clientId: number): Promise<ParkedChannel | null> {
  return ask(deps, async (tx, { now, policy }) => {
    const client = await clientById(tx, clientId)
    const row = await anyChannelOf(tx, clientId)
    if (!client || !row || row.state === 'wanted' || row.state === 'open') return null
    const parkedOn = bankDate(row.parkedAt ?? now, policy.timeZone)
    return {
      ...row,
      state: row.state,
      client,
      name: row.name ?? '',
      parkedOn,
      language: policy.channelLanguage,
      archive: policy.exitedChannel === 'archive',
    }
  })
}

/** Keeps that a channel is parked and what is left to do by hand, and has that told; nothing where the client came back. */
export function keepParked(
  deps: Deps,
  work: ParkedChannel,
  obstacles: readonly Obstacle[],
  askedBy?: number,
): Promise<null> {
  const { clientId, channelId, state } = work
  return transact(deps, byProgram, async (tx, moment) => {
    const kept = await moveChannel(tx, clientId, state, { state: 'parked', obstacles })
    if (!kept) return { result: null, events: [] }
    const leads = work.parkedLeadId === null ? [] : [work.parkedLeadId]
    await tellObstacles(tx, work, obstacles, leads, askedBy, moment)
    const event = { happening: { type: 'channel_parked', clientId }, after: { channelId, obstacles } } as const
    return { result: null, events: state === 'parking' && channelId !== null ? [event] : [] }
  })
}

/** Keeps what keeps a channel from coming back, and has the administrators told how a person can. */
export function keepObstructed(deps: Deps, work: ParkedChannel, obstacle: Obstacle, askedBy?: number): Promise<null> {
  return transact(deps, byProgram, async (tx, moment) => {
    if (await moveChannel(tx, work.clientId, 'returning', { obstacles: [obstacle] }))
      await tellObstacles(tx, work, [obstacle], [], askedBy, moment)
    return { result: null, events: [] }
  })
}

/** Keeps that a channel is open again, ready for a card of its own; a name that was taken or refused is told. */
export function keepReturned(
  deps: Deps,
  work: ParkedChannel,
  renamed: { readonly name: string } | { readonly refused: string },
): Promise<null> {
  const { clientId, channelId } = work
  const obstacles: Obstacle[] = 'refused' in renamed ? [{ step: 'rename', error: renamed.refused }] : []
  const name = 'name' in renamed ? renamed.name : work.name
  return transact(deps, byProgram, async (tx, moment) => {
    const open = {
      state: 'open',
      name,
      welcomeTs: null,
      bookmarkId: null,
      returns: work.returns + 1,
      obstacles,
    } as const
    if (!(await moveChannel(tx, clientId, 'returning', open))) return { result: null, events: [] }
    if (name !== work.name) await queueToAdministrators(tx, { type: 'name_taken', clientId, wanted: work.name }, moment)
    await tellObstacles(tx, work, obstacles, [], undefined, moment)
    await queueEffects(tx, openNotices(clientId), moment.now)
    return {
      result: null,
      events: [{ happening: { type: 'channel_returned', clientId }, article: '14', after: { channelId, name } }],
    }
  })
}

/** New ones are told to whom they concern; what was there before, to who asked for another try. */
async function tellObstacles(
  tx: Tx,
  { clientId, obstacles: before }: ParkedChannel,
  obstacles: readonly Obstacle[],
  leads: readonly number[],
  askedBy: number | undefined,
  { now, today }: Moment,
): Promise<void> {
  if (obstacles.length === 0) return
  const news = newObstacles(before, obstacles).length > 0
  const concerned = news ? [...(await holdersAnywhere(tx, 'administrator', today)), ...leads] : []
  const people = new Set([...concerned, ...(askedBy === undefined ? [] : [askedBy])])
  await queueEffects(tx, noticesTo([...people], { type: 'channel_obstacles', clientId }), now)
}

/** Who may have a channel's parking or return tried again. */
export async function mayRetryChannel(tx: Tx, channel: ChannelRow, personId: number, today: string): Promise<boolean> {
  if (personId === channel.parkedLeadId) return true
  return (await channelKeepers(tx, channel.clientId, today)).includes(personId)
}
