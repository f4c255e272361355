import type { Tx } from '../../db/connection.ts'
import type { NewEffect } from '../../db/queries/effects.ts'
import { changeStranger, type StrangerRow, strangerById, strangersOf } from '../../db/queries/stranger.ts'
import type { TeamChange } from '../domain/team/team-change.ts'
import { answersFor, strangerDeciders } from './stranger-deciders.ts'
import { cardInChannel, removeNotice } from './team-notices.ts'

/**
 * Has everybody who was told of a stranger see how it now stands, the client's card hidden or shown again, and the stranger
 * taken out where that was decided.
 */
export async function strangerNotices(tx: Tx, strangerId: number): Promise<NewEffect[]> {
  const stranger = await strangerById(tx, strangerId)
  if (!stranger) return []
  const { clientId, userId, state, told } = stranger
  const cards = told.map((personId) => strangerCard(stranger, personId))
  return [
    ...cards,
    ...(await clientCardNotices(tx, clientId)),
    ...(state === 'removing' ? [removeNotice(clientId, userId)] : []),
  ]
}

/** The client's card in its open channel, drawn as who is there now allows; before anything else that waits. */
export async function clientCardNotices(tx: Tx, clientId: number): Promise<NewEffect[]> {
  return (await cardInChannel(tx, clientId)).map((notice) => ({ ...notice, priority: 0 }))
}

/** Where a seat begins or ends whose holder answers for the channel: tells whoever answers from now on of the strangers in it, once. */
export async function answeringNotices(
  tx: Tx,
  clientId: number,
  { joined, left }: TeamChange,
  today: string,
): Promise<NewEffect[]> {
  if (![...joined, ...left].some(answersFor)) return []
  const strangers = await strangersOf(tx, clientId)
  const deciders = strangers.length > 0 ? await strangerDeciders(tx, clientId, today) : []
  const notices: NewEffect[] = []
  for (const stranger of strangers) {
    const unsaid = deciders.filter((personId) => !stranger.told.includes(personId))
    if (unsaid.length > 0) await changeStranger(tx, stranger.id, { told: [...stranger.told, ...unsaid] })
    notices.push(...unsaid.map((personId) => strangerCard(stranger, personId)))
  }
  return notices
}

function strangerCard({ id, clientId }: StrangerRow, personId: number): NewEffect {
  return {
    lane: `client/${clientId}/person/${personId}`,
    kind: 'stranger_card',
    payload: { strangerId: id, personId },
    mergeKey: `stranger/${id}/${personId}`,
    priority: 1,
  }
}
