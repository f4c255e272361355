import { z } from 'zod'
import type { Tx } from '../../../db/connection.ts'
import { accountsOf } from '../../../db/queries/account.ts'
import { recordInvitations, type SeatRow, seatsOf } from '../../../db/queries/channel.ts'
import { noAccount } from '../../domain/organisation/unreached.ts'
import type { Delivery } from '../../outbox/delivery.ts'
import { queueNotSeated } from '../../usecases/delivery-notice.ts'
import { reach } from '../../usecases/reach.ts'
import { transact } from '../../usecases/transact.ts'
import { isRefused, type SlackFailure } from '../slack-error.ts'
import { addressFor } from './address.ts'
import { type ChannelWork, channelWork } from './client-payload.ts'
import { type DeliverDeps, dead, done, failed, type OutgoingKind, overtaken } from './kind.ts'

/** Slack's most people in one invitation. */
const perCall = 100

/** Errors by which Slack says that the channel is out of reach: who is to sit in it is invited once it is back. */
const outOfReach = new Set(['channel_not_found', 'is_archived', 'not_in_channel'])

/** `only` = these people; nobody whom Slack refused for good before is asked for again on their account (B13). */
const payloadSchema = z.object({ only: z.array(z.int()).optional() })

type InviteWork = ChannelWork & { readonly team: readonly SeatRow[]; readonly accounts: ReadonlyMap<number, string> }

/** Invites everybody who sits in the team, each for themselves; what came of it is kept by seat (Art. 14, B13). */
export const outgoing: OutgoingKind = {
  kind: 'channel_invite',
  async deliver(with_, effect) {
    const work = await channelWork(with_, effect.payload, teamOf)
    if (!work) return overtaken
    if (work.channel.channelId === null) return dead('the channel was not opened')
    const { only } = payloadSchema.parse(effect.payload)
    const open = work.team.filter(({ invitation }) => invitation !== 'member').map(({ personId }) => personId)
    const wanted = [...new Set(open)].filter((personId) => !only || only.includes(personId))
    const people = await accountsFor(with_, work, wanted)
    if ('kind' in people) return people
    const ids = [...people.found.keys()]
    for (let at = 0; at < ids.length; at += perCall) {
      const invited = await invite(with_, work, work.channel.channelId, ids.slice(at, at + perCall), people.found)
      if (invited) return invited
    }
    await keep(with_, work, people.missing, 'failed', noAccount, false)
    await tellNewFailures(with_, work)
    return done
  },
}

async function teamOf(tx: Tx, { client }: ChannelWork) {
  const team = await seatsOf(tx, client.id)
  const open = team.filter(({ invitation }) => invitation !== 'member').map(({ personId }) => personId)
  return { team, accounts: await accountsOf(tx, open) }
}

/** Once for each outcome: a later run that meets the same refusals tells nobody again (B13). */
async function tellNewFailures({ deps }: DeliverDeps, { client, team }: InviteWork): Promise<void> {
  const before = new Map(team.map(({ personId, failure }) => [personId, failure]))
  const news = (await seatsOf(deps.database.db, client.id)).filter(
    ({ personId, invitation, failure }) => invitation === 'failed' && failure !== before.get(personId),
  )
  if (news.length === 0) return
  await transact(deps, { personId: null, source: 'job' }, async (tx, moment) => {
    await queueNotSeated(tx, client.id, moment)
    return { result: null, events: [] }
  })
}

/** Whom to invite, by account; who has none yet is looked up by e-mail. */
async function accountsFor(
  with_: DeliverDeps,
  { accounts }: InviteWork,
  personIds: readonly number[],
): Promise<{ found: Map<string, number>; missing: number[] } | Delivery> {
  const found = new Map<string, number>()
  const missing: number[] = []
  for (const personId of personIds) {
    const userId = accounts.get(personId)
    const address = userId === undefined ? await addressFor(with_, personId) : { userId }
    if ('userId' in address) found.set(address.userId, personId)
    else if (address.kind === 'dead') missing.push(personId)
    else return address
  }
  return { found, missing }
}

async function invite(
  with_: DeliverDeps,
  work: ChannelWork,
  channelId: string,
  userIds: readonly string[],
  people: ReadonlyMap<string, number>,
): Promise<Delivery | null> {
  const result = await with_.gateway.inviteMembers(channelId, userIds)
  const personOf = (userId: string) => people.get(userId) ?? []
  if (!result.ok && isForbidden(result.failure)) {
    await keep(with_, work, userIds.flatMap(personOf), 'failed', result.failure.error, false)
    return null
  }
  if (!result.ok) return failed(result.failure)
  const failures = new Map(result.value.failures.map((failure) => [failure.userId, failure.error]))
  const members = userIds.filter((id) => !failures.has(id)).flatMap(personOf)
  await keep(with_, work, members, 'member', null, true)
  for (const [userId, error] of failures) await keep(with_, work, [userId].flatMap(personOf), 'failed', error, false)
  return null
}

/** Whether Slack lets the bot invite nobody here: by hand it may go, so it is a step for somebody and holds nothing up. */
function isForbidden(failure: SlackFailure): boolean {
  return isRefused(failure) && !outOfReach.has(failure.error)
}

async function keep(
  with_: DeliverDeps,
  { client }: ChannelWork,
  personIds: readonly number[],
  invitation: 'member' | 'failed',
  failure: string | null,
  seated: boolean,
): Promise<void> {
  if (personIds.length === 0) return
  const clientId = client.id
  await transact(with_.deps, { personId: null, source: 'job' }, async (tx, moment) => {
    await recordInvitations(tx, clientId, personIds, invitation, failure)
    // An account may have come since it was looked for.
    if (failure === noAccount) await reach(tx, [...(await accountsOf(tx, personIds)).keys()], moment)
    const after = { people: personIds, invitation, failure }
    return {
      result: null,
      events: seated ? [{ happening: { type: 'team_seated', clientId }, article: '14', after }] : [],
    }
  })
}
