import type { Tx } from '../../db/connection.ts'
import { accountsInUse } from '../../db/queries/account.ts'
import { anyChannelOf, seatsOf } from '../../db/queries/channel.ts'
import type { NewEffect } from '../../db/queries/effects.ts'
import type { TeamChange } from '../domain/team/team-change.ts'

/**
 * Has an open channel follow its team: who came is invited, the channel is told who, which seat and why, who has no seat left
 * is taken out, and the client's card is redrawn. A channel that is being opened or brought back reads its team itself.
 */
export async function teamNotices(
  tx: Tx,
  clientId: number,
  { joined, left, because }: TeamChange,
): Promise<NewEffect[]> {
  const channel = await anyChannelOf(tx, clientId)
  if (channel?.state !== 'open') return []
  const seated = new Set((await seatsOf(tx, clientId)).map(({ personId }) => personId))
  const gone = [...new Set(left.map(({ personId }) => personId))].filter((personId) => !seated.has(personId))
  const accounts = await accountsInUse(tx, gone)
  return [
    ...(joined.length > 0 ? [ofChannel(clientId, 'channel_invite', {}, 'invite')] : []),
    ofChannel(clientId, 'channel_team_line', { joined, left, ...(because && { because }) }),
    ...accounts.map((userId) => removeNotice(clientId, userId)),
    clientCardNotice(clientId),
  ]
}

/** Redraws the client's card where the client has an open channel. */
export async function cardInChannel(tx: Tx, clientId: number): Promise<NewEffect[]> {
  const channel = await anyChannelOf(tx, clientId)
  return channel?.state === 'open' ? [clientCardNotice(clientId)] : []
}

/** Redraws the client's card in its channel. */
export function clientCardNotice(clientId: number): NewEffect {
  return ofChannel(clientId, 'channel_welcome', {}, 'welcome')
}

/** Has the members of a client's channel read and held against its team; whoever asked for it hears where it cannot be found. */
export function channelReadNotice(clientId: number, askedBy?: number): NewEffect {
  return ofChannel(clientId, 'channel_read', askedBy === undefined ? {} : { askedBy }, 'read')
}

/** Gives an adopted channel the name of a client's own; whoever asked for another try hears of a refusal again. */
export function renameNotice(clientId: number, askedBy?: number): NewEffect {
  return ofChannel(clientId, 'channel_name', askedBy === undefined ? {} : { askedBy })
}

/** Closes the channel that a client had before, now that it has another. */
export function retireNotice(clientId: number, formerId: number): NewEffect {
  return ofChannel(clientId, 'channel_retire', { formerId })
}

/** Invites these people of the team and nobody else. */
export function inviteNotice(clientId: number, only: readonly number[]): NewEffect {
  return ofChannel(clientId, 'channel_invite', { only })
}

/** Takes an account out of a client's channel, unless its person sits in the team by then. */
export function removeNotice(clientId: number, userId: string, askedBy?: number): NewEffect {
  return ofChannel(
    clientId,
    'channel_remove',
    { userId, ...(askedBy !== undefined && { askedBy }) },
    `remove/${userId}`,
  )
}

function ofChannel(
  clientId: number,
  kind: string,
  about: Readonly<Record<string, unknown>>,
  merge?: string,
): NewEffect {
  return {
    lane: `client/${clientId}/channel`,
    kind,
    payload: { clientId, ...about },
    priority: 2,
    ...(merge && { mergeKey: `client/${clientId}/channel/${merge}` }),
  }
}
