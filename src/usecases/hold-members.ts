import type { Tx } from '../../db/connection.ts'
import {
  anyChannelOf,
  type ChannelRow,
  moveChannel,
  recordInvitations,
  seatedAccounts,
  takeChannelsToRead,
} from '../../db/queries/channel.ts'
import { queueEffects } from '../../db/queries/effects.ts'
import { endStrangers, strangersOf } from '../../db/queries/stranger.ts'
import type { DomainEvent } from '../domain/event.ts'
import { noAccount } from '../domain/organisation/unreached.ts'
import { goneEvents } from './report-stranger.ts'
import { channelReadNotice, inviteNotice } from './team-notices.ts'
import { type Deps, type Moment, transact } from './transact.ts'

const byProgram = { personId: null, source: 'job' } as const

/** Each channel is read once in this time. */
const everyMs = 23 * 3_600_000

/** With a wake every ten minutes: 14,400 channels a day, ten calls a minute of the 50 that Slack allows of conversations.info. */
const readsAWake = 100

/** Has the members of channels read that were not for a day, so that what no event told is found; how many. */
export function askForReads(deps: Deps): Promise<number> {
  return transact(deps, byProgram, async (tx, { now }) => {
    const clientIds = await takeChannelsToRead(tx, new Date(now.getTime() - everyMs), readsAWake, now)
    await queueEffects(
      tx,
      clientIds.map((clientId) => channelReadNotice(clientId)),
      now,
    )
    return { result: clientIds.length, events: [] }
  })
}

/**
 * Holds the members of an open channel, read to the last one, against the client's team: who sits in the team and is not
 * there is invited again, who got in by hand counts as in, who is gone is no stranger and no obstacle any more.
 *
 * @param members all of them but the bot, never a part of them: who is not named is taken for absent (B24)
 * @returns accounts that are there without a seat and not known as strangers yet
 */
export function holdMembers(deps: Deps, clientId: number, members: ReadonlySet<string>): Promise<readonly string[]> {
  return transact<readonly string[]>(deps, byProgram, async (tx, moment) => {
    const channel = await anyChannelOf(tx, clientId)
    if (channel?.state !== 'open') return { result: [], events: [] }
    const seated = await holdSeats(tx, clientId, members, moment)
    const known = await strangersOf(tx, clientId)
    const left = known.map(({ userId }) => userId).filter((userId) => !members.has(userId))
    const events: DomainEvent[] = goneEvents(await endStrangers(tx, clientId, left, moment.now))
    const stuck = await holdObstacles(tx, channel, members)
    const expected = new Set([...seated, ...known.map(({ userId }) => userId), ...stuck])
    return { result: [...members].filter((userId) => !expected.has(userId)), events }
  })
}

/**
 * The accounts of the team. Who is not there is invited again, but for those whom Slack refused for good (B13); an
 * invitation on its way is none the worse for it.
 */
async function holdSeats(tx: Tx, clientId: number, members: ReadonlySet<string>, { now }: Moment): Promise<string[]> {
  const accounts = await seatedAccounts(tx, clientId)
  const present = new Set(accounts.filter(({ userId }) => members.has(userId)).map(({ personId }) => personId))
  const gotIn = accounts.filter(({ invitation, personId }) => invitation !== 'member' && present.has(personId))
  await recordInvitations(tx, clientId, peopleOf(gotIn), 'member', null)
  const mayJoin = accounts.filter(({ invitation, failure }) => invitation !== 'failed' || failure === noAccount)
  const missing = mayJoin.filter(({ personId }) => !present.has(personId))
  await recordInvitations(tx, clientId, peopleOf(missing), 'wanted', null)
  if (missing.length > 0) await queueEffects(tx, [inviteNotice(clientId, peopleOf(missing))], now)
  return accounts.map(({ userId }) => userId)
}

function peopleOf(accounts: readonly { personId: number }[]): number[] {
  return [...new Set(accounts.map(({ personId }) => personId))]
}

/** Who could not be taken out and is still there; who is gone by somebody's hand is dropped from what is left to do. */
async function holdObstacles(
  tx: Tx,
  { clientId, obstacles }: ChannelRow,
  members: ReadonlySet<string>,
): Promise<string[]> {
  // Its members were read: it is within reach.
  const reached = obstacles.filter(({ step }) => step !== 'reach')
  const left = reached.filter(({ step, userId }) => step !== 'remove' || members.has(userId ?? ''))
  if (left.length < obstacles.length) await moveChannel(tx, clientId, 'open', { obstacles: left })
  return left.flatMap(({ step, userId }) => (step === 'remove' && userId ? [userId] : []))
}
