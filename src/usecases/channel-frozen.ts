import type { Tx } from '../../db/connection.ts'
import { anyChannelOf } from '../../db/queries/channel.ts'
import { strangersOf } from '../../db/queries/stranger.ts'
import { isFrozen } from '../domain/team/stranger.ts'
import type { Policy } from '../policy.ts'

/** Whether somebody is in a client's channel in whose presence nothing confidential stands there (Art. 14). */
export async function isChannelFrozen(tx: Tx, clientId: number, policy: Policy): Promise<boolean> {
  const channel = await anyChannelOf(tx, clientId)
  if (!channel) return false
  const present = (await strangersOf(tx, clientId)).map(({ kind }) => kind)
  return isFrozen(channel.sharedOutside, present, policy)
}
