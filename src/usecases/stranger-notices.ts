import type { Tx } from '../../db/connection.ts'
import type { NewEffect } from '../../db/queries/effects.ts'
import { changeStranger, type StrangerRow, strangerById, strangersOf } from '../../db/queries/stranger.ts'
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

/** Tells somebody who answers for the channel from now on of the strangers in it. */
export async function strangersForSuccessor(tx: Tx, clientId: number, personId: number): Promise<NewEffect[]> {
  const unsaid = (await strangersOf(tx, clientId)).filter(({ told }) => !told.includes(personId))
  for (const { id, told } of unsaid) await changeStranger(tx, id, { told: [...told, personId] })
  return unsaid.map((stranger) => strangerCard(stranger, personId))
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
