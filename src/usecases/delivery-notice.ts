import type { Tx } from '../../db/connection.ts'
import { seatsOf } from '../../db/queries/channel.ts'
import { type NewEffect, queueEffects } from '../../db/queries/effects.ts'
import { holdersAnywhere } from '../../db/queries/standing.ts'
import { type Deps, type Moment, momentOf, transact } from './transact.ts'

/** What somebody has to know, or to do by hand, because Slack did not do it. */
export type DeliveryNotice =
  /** Effects were given up; which ones is read when it is told. */
  | { readonly type: 'given_up' }
  /** A channel's name was somebody else's; it was opened under another. */
  | { readonly type: 'name_taken'; readonly clientId: number; readonly wanted: string }
  /** A second channel had come into being for a client; Slack closed it or would not. */
  | { readonly type: 'extra_channel'; readonly clientId: number; readonly channelId: string; readonly closed: boolean }
  /** A client's card that can be redrawn no more stands in a channel: Slack would not delete it. */
  | { readonly type: 'card_stands'; readonly clientId: number; readonly channelId: string }
  /** Members of a team could not be invited; who and why is read when it is told. */
  | { readonly type: 'not_seated'; readonly clientId: number }
  /** A channel could not be parked, or brought back, without a person; what to do is read when it is told. */
  | { readonly type: 'channel_obstacles'; readonly clientId: number }
  /** A channel is shared with another company. */
  | { readonly type: 'channel_shared'; readonly clientId: number }
  /** The workspace's directory, as read, would have taken too many out of use. */
  | { readonly type: 'directory_doubted'; readonly known: number; readonly lost: number }

const noticeKind = 'delivery_notice'

/** What is given up within this time is told in one message. */
const GATHERED_MS = 60_000

/** Has the administrators told when the transaction commits; a notice that still waits is not told twice. */
export async function queueToAdministrators(tx: Tx, notice: DeliveryNotice, moment: Moment): Promise<void> {
  const administrators = await holdersAnywhere(tx, 'administrator', moment.today)
  await queueEffects(tx, noticesTo(administrators, notice), moment.now)
}

/** The same in a transaction of its own. */
export function tellAdministrators(deps: Deps, notice: DeliveryNotice): Promise<null> {
  return transact(deps, { personId: null, source: 'job' }, async (tx, moment) => {
    await queueToAdministrators(tx, notice, moment)
    return { result: null, events: [] }
  })
}

/** Has the administrators and the lead client manager told who could not be invited (B13). */
export async function queueNotSeated(tx: Tx, clientId: number, moment: Moment): Promise<void> {
  const people = await channelKeepers(tx, clientId, moment.today)
  await queueEffects(tx, noticesTo(people, { type: 'not_seated', clientId }), moment.now)
}

/** Who sees to a client's channel by hand: the administrators and the lead client manager. */
export async function channelKeepers(tx: Tx, clientId: number, today: string): Promise<number[]> {
  const leads = (await seatsOf(tx, clientId)).filter(({ seat }) => seat === 'lead_client_manager')
  const administrators = await holdersAnywhere(tx, 'administrator', today)
  return [...new Set([...administrators, ...leads.map(({ personId }) => personId)])]
}

/**
 * Has the administrators told that effects were given up, gathered so that a hundred at once are one message. Of such a
 * message that was itself given up nothing is told: that would never end.
 */
export async function reportGivenUp(deps: Deps, tx: Tx, kind: string): Promise<void> {
  if (kind === noticeKind) return
  const moment = await momentOf(deps, tx)
  const administrators = await holdersAnywhere(tx, 'administrator', moment.today)
  const dueAt = new Date(moment.now.getTime() + GATHERED_MS)
  const notices = noticesTo(administrators, { type: 'given_up' })
  await queueEffects(
    tx,
    notices.map((notice) => ({ ...notice, dueAt })),
    moment.now,
  )
}

/** A notice to each of these people; one that still waits is not told twice. */
export function noticesTo(people: readonly number[], notice: DeliveryNotice): NewEffect[] {
  const about = 'clientId' in notice ? `${notice.type}/${notice.clientId}` : notice.type
  return people.map((personId) => ({
    lane: `person/${personId}/${about}`,
    kind: noticeKind,
    payload: { personId, notice },
    mergeKey: `person/${personId}/${about}`,
    priority: 1,
  }))
}
