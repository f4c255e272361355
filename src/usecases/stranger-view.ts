import type { Tx } from '../../db/connection.ts'
import { namesById } from '../../db/queries/account.ts'
import { anyChannelOf } from '../../db/queries/channel.ts'
import { clientById } from '../../db/queries/client.ts'
import { policyInForce } from '../../db/queries/settings.ts'
import { type StrangerRow, strangerById } from '../../db/queries/stranger.ts'
import { isFrozen, latestStay } from '../domain/team/stranger.ts'

/** A stranger in a client's channel, as a card tells of them. */
export interface StrangerView {
  readonly stranger: StrangerRow
  readonly client: string
  readonly channelId: string | null
  /** Whether the client's card is hidden while they are there. */
  readonly freezes: boolean
  /** Who decided; null where the settings or the end of a stay did. */
  readonly decidedBy: string | null
  /** The absent person in whose name a deputy decided. */
  readonly inNameOf: string | null
  /** The last day until which they may be kept, from today (ISO date). */
  readonly latestStay: string
}

/** A stranger with what their card needs; null where there is none. */
export async function strangerView(tx: Tx, strangerId: number, today: string): Promise<StrangerView | null> {
  const stranger = await strangerById(tx, strangerId)
  const client = stranger && (await clientById(tx, stranger.clientId))
  if (!stranger || !client) return null
  const policy = await policyInForce(tx)
  const { decidedBy, inNameOf } = stranger
  const names = await namesById(
    tx,
    [decidedBy, inNameOf].filter((id) => id !== null),
  )
  return {
    stranger,
    client: client.shortName,
    channelId: (await anyChannelOf(tx, client.id))?.channelId ?? null,
    freezes: isFrozen(false, [stranger.kind], policy),
    decidedBy: decidedBy === null ? null : (names.get(decidedBy) ?? null),
    inNameOf: inNameOf === null || inNameOf === decidedBy ? null : (names.get(inNameOf) ?? null),
    latestStay: latestStay(today, policy),
  }
}
