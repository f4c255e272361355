import type { Tx } from '../../db/connection.ts'
import { namesById } from '../../db/queries/account.ts'
import { seatsOf } from '../../db/queries/channel.ts'
import { type ClientMatter, clientHistory } from '../../db/queries/client-history.ts'
import type { NewEffect } from '../../db/queries/effects.ts'
import { type StrangerRow, strangersOf } from '../../db/queries/stranger.ts'
import type { LeftReason, TeamChange } from '../domain/team/team-change.ts'
import { type ClientCard, clientCard } from './client-card.ts'

/** Recommendations and reviews that a brief tells of. */
const mattersTold = 10

/** Who led before, and why no longer. */
export interface Predecessor {
  readonly personId: number
  readonly reason: LeftReason
}

/** What a new lead client manager has to know of a client. */
export interface HandOver {
  readonly card: ClientCard
  readonly predecessor: { readonly name: string; readonly reason: LeftReason } | null
  /** Newest first; what is still under way among them. */
  readonly matters: readonly ClientMatter[]
  /** People in the channel without a seat. */
  readonly strangers: readonly StrangerRow[]
}

/** Has whoever leads a client from now on told all about it in private, strangers in its channel among it. */
export function handOverNotices(clientId: number, { joined, left }: TeamChange): NewEffect[] {
  const before = left.find(({ seat }) => seat === 'lead_client_manager')
  const predecessor = before && { personId: before.personId, reason: before.reason }
  const leads = joined.filter(({ seat }) => seat === 'lead_client_manager')
  return leads.map(({ personId }) => ({
    lane: `client/${clientId}/person/${personId}`,
    kind: 'hand_over',
    payload: { clientId, personId, ...(predecessor && { predecessor }) },
    mergeKey: `hand-over/${clientId}/${personId}`,
    priority: 1,
  }))
}

/** What a person takes over; null where they do not lead the client, or no more. */
export async function readHandOver(
  tx: Tx,
  clientId: number,
  personId: number,
  predecessor: Predecessor | null,
): Promise<HandOver | null> {
  const leads = (await seatsOf(tx, clientId)).some((row) => {
    return row.seat === 'lead_client_manager' && row.personId === personId
  })
  const card = leads ? await clientCard(tx, clientId) : null
  if (!card) return null
  const names = predecessor ? await namesById(tx, [predecessor.personId]) : new Map()
  return {
    card,
    predecessor: predecessor && { name: names.get(predecessor.personId) ?? '', reason: predecessor.reason },
    matters: await clientHistory(tx, clientId, mattersTold),
    strangers: await strangersOf(tx, clientId),
  }
}
