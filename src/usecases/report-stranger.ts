import type { Tx } from '../../db/connection.ts'
import { accountOf } from '../../db/queries/account.ts'
import { type ChannelRow, channelBySlackId, hasSeat } from '../../db/queries/channel.ts'
import { recordSlackEvent } from '../../db/queries/slack-events.ts'
import { addStranger, endStrangers, isKnownStranger, type StrangerRow } from '../../db/queries/stranger.ts'
import type { DomainEvent } from '../domain/event.ts'
import { type Outsider, strangerKind } from '../domain/team/stranger.ts'
import { strangerDeciders } from './stranger-deciders.ts'
import { type Act, ask, type Deps, type Moment, transact } from './transact.ts'

const bySlack: Act = { personId: null, source: 'slack' }

/** An account seen in a channel, as Slack shows it. */
export interface SeenMember extends Omit<Outsider, 'linked'> {
  readonly teamId: string
  readonly channelId: string
  readonly userId: string
  readonly name: string
  readonly invitedBy: string | null
}

/** An account that has no seat in the client's channel it is in and is not reported yet: staff's, or nobody's; else null. */
export function newcomer(
  deps: Deps,
  teamId: string,
  channelId: string,
  userId: string,
): Promise<'linked' | 'unlinked' | null> {
  return ask(deps, async (tx) => {
    const channel = await channelBySlackId(tx, channelId)
    if (channel === null || !(await isStrange(tx, channel, userId))) return null
    return (await accountOf(tx, teamId, userId)) ? 'linked' : 'unlinked'
  })
}

async function isStrange(tx: Tx, { state, clientId }: ChannelRow, userId: string): Promise<boolean> {
  if (state !== 'open' || (await hasSeat(tx, clientId, userId))) return false
  return !(await isKnownStranger(tx, clientId, userId))
}

/**
 * Keeps that somebody without a seat is in a client's channel and has it told once to the lead client manager; where the
 * settings say so they are taken out at once (Art. 14). An event's id is kept with it (B07); null where a read found them.
 */
export function reportStranger(deps: Deps, seen: SeenMember, eventId: string | null): Promise<null> {
  return transact(deps, bySlack, async (tx, moment) => {
    const channel = await channelBySlackId(tx, seen.channelId)
    const strange = channel !== null && (await isStrange(tx, channel, seen.userId))
    if (!strange) return { result: null, events: [] }
    if (eventId !== null && !(await recordSlackEvent(tx, seen.teamId, eventId, moment.now)))
      return { result: null, events: [] }
    return { result: null, events: await keep(tx, channel.clientId, seen, moment) }
  })
}

async function keep(
  tx: Tx,
  clientId: number,
  seen: SeenMember,
  { now, today, policy }: Moment,
): Promise<DomainEvent[]> {
  const { userId, name, invitedBy, teamId } = seen
  const kind = strangerKind({ ...seen, linked: (await accountOf(tx, teamId, userId)) !== null })
  const state = policy.strangers.answer === 'remove' ? 'removing' : 'waiting'
  const told = await strangerDeciders(tx, clientId, today)
  const strangerId = await addStranger(tx, { clientId, userId, name, kind, invitedBy, seenAt: now, state, told })
  if (strangerId === null) return []
  return [
    {
      happening: { type: 'stranger_seen', clientId, strangerId },
      article: '14',
      after: { userId, name, kind, invitedBy, state },
    },
  ]
}

/** Keeps that somebody left a channel: a stranger who is gone freezes nothing any more. */
export function followLeaver(
  deps: Deps,
  { teamId, channelId, userId }: Pick<SeenMember, 'teamId' | 'channelId' | 'userId'>,
  eventId: string,
): Promise<null> {
  return transact(deps, bySlack, async (tx, moment) => {
    const channel = await channelBySlackId(tx, channelId)
    if (!channel || !(await isKnownStranger(tx, channel.clientId, userId))) return { result: null, events: [] }
    // Before the change: the same delivery again must not end a stay that began after it.
    if (!(await recordSlackEvent(tx, teamId, eventId, moment.now))) return { result: null, events: [] }
    return { result: null, events: goneEvents(await endStrangers(tx, channel.clientId, [userId], moment.now)) }
  })
}

/** What is told of strangers who are gone. */
export function goneEvents(gone: readonly StrangerRow[]): DomainEvent[] {
  return gone.map(({ id, clientId, userId, name, kind }) => ({
    happening: { type: 'stranger_gone', clientId, strangerId: id },
    article: '14',
    after: { userId, name, kind },
  }))
}
