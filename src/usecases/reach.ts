import type { Tx } from '../../db/connection.ts'
import { stillInBank } from '../../db/queries/account.ts'
import { wantUnreached, withOpenChannel } from '../../db/queries/channel.ts'
import { reviveUnreached } from '../../db/queries/dead-effects.ts'
import { queueEffects } from '../../db/queries/effects.ts'
import { clientCardNotice, inviteNotice } from './team-notices.ts'
import type { Moment } from './transact.ts'

/**
 * Has what did not get to people for want of a Slack account get to them, now that they have one in use: they are invited to
 * the channels of their teams, and their cards and messages go out. Done once: nothing of it is left the next time. Whoever left
 * the bank gets nothing.
 */
export async function reach(
  tx: Tx,
  reachable: readonly number[],
  { now, today }: Pick<Moment, 'now' | 'today'>,
): Promise<void> {
  const personIds = await stillInBank(tx, reachable, today)
  if (personIds.length === 0) return
  const wanted = new Map<number, number[]>()
  for (const { clientId, personId } of await wantUnreached(tx, personIds))
    wanted.set(clientId, [...(wanted.get(clientId) ?? []), personId])
  // A channel that is being opened or brought back reads its team itself.
  const open = await withOpenChannel(tx, [...wanted.keys()])
  const notices = open.flatMap((clientId) => [
    inviteNotice(clientId, wanted.get(clientId) ?? []),
    clientCardNotice(clientId),
  ])
  await queueEffects(tx, notices, now)
  await reviveUnreached(tx, personIds, now)
}
