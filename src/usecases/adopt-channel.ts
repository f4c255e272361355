import type { Tx } from '../../db/connection.ts'
import { anyChannelOf, type ChannelRow, channelBySlackId, seatedAccounts, seatsOf } from '../../db/queries/channel.ts'
import { type ClientRow, clientById, lockClient } from '../../db/queries/client.ts'
import { queueEffects } from '../../db/queries/effects.ts'
import { beginAnew, formerChannel, letGo, lockChannel, lockRoom, takeBack } from '../../db/queries/room.ts'
import { endStrangers, strangersOf } from '../../db/queries/stranger.ts'
import { isRefusal, type Refusal, refuse } from '../domain/refusal.ts'
import { type AdoptionGround, type Room, refuseAdoption } from '../domain/team/adoption.ts'
import { isLost } from '../domain/team/obstacle.ts'
import { openNotices } from './channel-notices.ts'
import { isAdministrator } from './is-administrator.ts'
import { goneEvents } from './report-stranger.ts'
import { channelReadNotice, renameNotice, retireNotice } from './team-notices.ts'
import { type Act, ask, type Deps, type Outcome, transact } from './transact.ts'

type Administrator = Act & { readonly personId: number; readonly slackUserId: string }

/** What an adoption would do, for whoever is to confirm it. */
export interface Adoption {
  readonly client: ClientRow
  readonly room: Room
  /** The channel the client has by now; `lost` = out of the bot's reach. */
  readonly current: { readonly channelId: string; readonly name: string; readonly lost: boolean } | null
  /** Accounts in the channel that have no seat in the team: each is reported once it is adopted. */
  readonly strangers: readonly string[]
  /** Names of the team who are not in it and are invited. */
  readonly invited: readonly string[]
}

/** How an adoption was confirmed. */
export interface Confirmed {
  /** The client's channel as it was shown; null = it had none. */
  readonly seen: string | null
  /** Whether a channel that is in use may be replaced. */
  readonly replace: boolean
}

/** Whether a channel can become a client's, and what would come of it; nothing is done yet. */
export function readAdoption(
  deps: Deps,
  actor: Administrator,
  clientId: number,
  room: Room,
): Promise<Adoption | Refusal> {
  return ask(deps, async (tx, { today }) => {
    if (!(await isAdministrator(tx, actor.personId, today))) return refuse('administrators_only')
    const client = await clientById(tx, clientId)
    return client ? judged(tx, actor, client, await anyChannelOf(tx, clientId), room) : refuse('not_found')
  })
}

/**
 * Makes a channel that people made a client's own: known by its id from now on. One administrator at a time decides about a client
 * and about a channel. The channel the client had before is let go; what has to be done in Slack follows by the outbox.
 */
export function adoptChannel(
  deps: Deps,
  actor: Administrator,
  clientId: number,
  room: Room,
  confirmed: Confirmed,
): Promise<Adoption | Refusal> {
  return transact(deps, actor, async (tx, { now, today }): Promise<Outcome<Adoption | Refusal>> => {
    const no = (result: Refusal) => ({ result, events: [] })
    if (!(await isAdministrator(tx, actor.personId, today))) return no(refuse('administrators_only'))
    const client = await lockClient(tx, clientId)
    const row = await lockChannel(tx, clientId)
    await lockRoom(tx, room.channelId)
    if (!client || !row) return no(refuse('not_found'))
    const adoption = await judged(tx, actor, client, row, room)
    if (isRefusal(adoption)) return no(adoption)
    if (row.channelId !== confirmed.seen) return no(refuse('channel_moved_on'))
    const refusal = unconfirmed(adoption, confirmed)
    if (refusal) return no(refusal)
    const { current } = adoption
    const former = await letGo(tx, row, current?.lost ? 'lost' : 'replaced', actor.personId, now)
    await takeBack(tx, room.channelId)
    await beginAnew(tx, row, room, now)
    const strangers = (await strangersOf(tx, clientId)).map(({ userId }) => userId)
    const gone = goneEvents(await endStrangers(tx, clientId, strangers, now))
    const retire = former !== null && !current?.lost ? [retireNotice(clientId, former)] : []
    // Read before anything of the client is said in it: a guest who is there keeps its card hidden from the first moment.
    const steps = [...retire, renameNotice(clientId), channelReadNotice(clientId), ...openNotices(clientId)]
    await queueEffects(tx, steps, now)
    const before = { channelId: row.channelId, name: row.name, roomName: room.name }
    const after = { channelId: room.channelId, strangers: adoption.strangers, replaced: current !== null }
    const happening = { type: 'channel_adopted', clientId } as const
    return { result: adoption, events: [{ happening, article: '14', before, after }, ...gone] }
  })
}

/** A channel in use is not replaced by the way. */
function unconfirmed({ client, current }: Adoption, { replace }: Confirmed): Refusal | null {
  if (!current || current.lost || replace) return null
  return refuse('replacement_unconfirmed', {
    field: 'replace',
    params: { client: client.shortName, name: current.name },
  })
}

async function judged(
  tx: Tx,
  { slackUserId: userId }: Administrator,
  client: ClientRow,
  row: ChannelRow | null,
  room: Room,
): Promise<Adoption | Refusal> {
  const designated = client.state === 'designated' && row !== null
  const owner = await ownerOf(tx, room.channelId)
  const refusal = refuseAdoption(room, {
    clientId: client.id,
    clientName: client.shortName,
    designated,
    userId,
    owner,
  })
  if (refusal) return refusal
  const accounts = await seatedAccounts(tx, client.id)
  const seated = new Set(accounts.map((account) => account.userId))
  const present = new Set(
    accounts.filter((account) => room.members.includes(account.userId)).map(({ personId }) => personId),
  )
  const missing = (await seatsOf(tx, client.id)).filter(({ personId }) => !present.has(personId))
  return {
    client,
    room,
    current:
      row?.channelId == null ? null : { channelId: row.channelId, name: row.name ?? '', lost: isLost(row.obstacles) },
    strangers: room.members.filter((member) => !seated.has(member)),
    invited: [...new Map(missing.map(({ personId, name }) => [personId, name])).values()],
  }
}

async function ownerOf(tx: Tx, channelId: string): Promise<AdoptionGround['owner']> {
  const now = await channelBySlackId(tx, channelId)
  const owner = now ?? (await formerChannel(tx, channelId))
  if (!owner) return null
  const name = (await clientById(tx, owner.clientId))?.shortName ?? ''
  return { clientId: owner.clientId, name, now: now !== null }
}
