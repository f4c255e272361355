import { anyChannelOf, moveChannel } from '../../db/queries/channel.ts'
import { queueEffects } from '../../db/queries/effects.ts'
import { endStrangers } from '../../db/queries/stranger.ts'
import type { Obstacle } from '../domain/team/obstacle.ts'
import { channelKeepers, noticesTo, queueToAdministrators } from './delivery-notice.ts'
import { goneEvents } from './report-stranger.ts'
import { type Deps, transact } from './transact.ts'

/**
 * Keeps what came of giving an adopted channel its client's name: a name that was taken is told to the administrators; a refusal
 * stays as a step to be done by hand, told once to those who keep the channel, and to whoever asked for another try.
 */
export function keepRenamed(
  deps: Deps,
  clientId: number,
  channelId: string,
  wanted: string,
  renamed: { readonly name: string } | { readonly refused: string },
  askedBy?: number,
): Promise<null> {
  return transact(deps, { personId: null, source: 'job' }, async (tx, moment) => {
    const nothing = { result: null, events: [] }
    const channel = await anyChannelOf(tx, clientId)
    if (channel?.state !== 'open' || channel.channelId !== channelId) return nothing
    const others = channel.obstacles.filter(({ step }) => step !== 'rename')
    if ('name' in renamed) {
      const { name } = renamed
      await moveChannel(tx, clientId, 'open', { name, obstacles: others })
      if (name !== wanted) await queueToAdministrators(tx, { type: 'name_taken', clientId, wanted }, moment)
      return nothing
    }
    const known = others.length < channel.obstacles.length
    const obstacle: Obstacle = { step: 'rename', error: renamed.refused, wanted }
    await moveChannel(tx, clientId, 'open', { obstacles: [...others, obstacle] })
    const concerned = known ? [] : await channelKeepers(tx, clientId, moment.today)
    const people = new Set([...concerned, ...(askedBy === undefined ? [] : [askedBy])])
    await queueEffects(tx, noticesTo([...people], { type: 'channel_obstacles', clientId }), moment.now)
    return nothing
  })
}

/**
 * Keeps what came of taking somebody out of an open channel. A refusal stays with the channel as a step to be done by hand
 * and is told once to the administrators and the lead client manager, and to whoever asked for another try.
 */
export function keepRemoval(
  deps: Deps,
  clientId: number,
  userId: string,
  refused: string | null,
  askedBy?: number,
): Promise<null> {
  return transact(deps, { personId: null, source: 'job' }, async (tx, { now, today }) => {
    const nothing = { result: null, events: [] }
    const channel = await anyChannelOf(tx, clientId)
    if (channel?.state !== 'open') return nothing
    const others = channel.obstacles.filter((one) => one.step !== 'remove' || one.userId !== userId)
    const known = others.length < channel.obstacles.length
    const gone = refused === null ? goneEvents(await endStrangers(tx, clientId, [userId], now)) : []
    if (refused === null && !known) return { result: null, events: gone }
    const obstacle: Obstacle = { step: 'remove', error: refused ?? '', userId }
    await moveChannel(tx, clientId, 'open', { obstacles: refused === null ? others : [...others, obstacle] })
    if (refused === null) return { result: null, events: gone }
    const concerned = known ? [] : await channelKeepers(tx, clientId, today)
    const people = new Set([...concerned, ...(askedBy === undefined ? [] : [askedBy])])
    await queueEffects(tx, noticesTo([...people], { type: 'channel_obstacles', clientId }), now)
    return nothing
  })
}
