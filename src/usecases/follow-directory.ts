import type { Tx } from '../../db/connection.ts'
import { linkProfiles, type SlackProfile } from '../../db/queries/account.ts'
import {
  deactivateAccounts,
  type KnownAccount,
  keepDoubted,
  keepFollowed,
  keepMissing,
  lockKnownAccounts,
  takeDirectoryDay,
} from '../../db/queries/directory.ts'
import { type NewEffect, queueEffects } from '../../db/queries/effects.ts'
import { isDoubtful, isGone } from '../domain/organisation/directory.ts'
import { type Refusal, refuse } from '../domain/refusal.ts'
import { isAdministrator } from './is-administrator.ts'
import { accountChanges } from './link-accounts.ts'
import { reach } from './reach.ts'
import { type Act, ask, type Deps, type Moment, transact } from './transact.ts'

/** What came of a whole reading of the directory. */
export interface Followed {
  /** Accounts that are linked to staff now, among those it names. */
  readonly linked: number
  /** It would have taken too many out of use to be believed: nothing was changed. */
  readonly doubted: boolean
}

/** A directory read to its end. */
export interface Reading {
  readonly profiles: readonly SlackProfile[]
  /** When its first page was asked for, by the database's clock. */
  readonly began: Date
}

/**
 * Follows a reading of the workspace's directory, whole: links accounts to staff, who get what waited for one, takes those out of
 * use that are deactivated or that two readings half a day apart do not name. One that would lose too many is not followed, and
 * the administrators are told; `believed` = one of them said that it is so (B24). What an
 * event told of an account since the reading began is newer than its page, and stays.
 */
export function followDirectory(deps: Deps, teamId: string, reading: Reading, believed: boolean): Promise<Followed> {
  return transact<Followed>(deps, { personId: null, source: 'slack' }, async (tx, moment) => {
    const all = await lockKnownAccounts(tx, teamId)
    const newer = new Set(all.filter(({ seenAt }) => seenAt > reading.began).map(({ userId }) => userId))
    const known = all.filter(({ userId }) => !newer.has(userId))
    const profiles = reading.profiles.filter(({ userId }) => !newer.has(userId))
    const { missing, lost, inUse } = compare(known, profiles)
    if (!believed && isDoubtful(inUse, lost)) {
      const news = await keepDoubted(tx, moment.today, moment.now)
      const happening = { type: 'directory_doubted', known: inUse, lost } as const
      return {
        result: { linked: 0, doubted: true },
        events: news ? [{ happening, after: { known: inUse, lost, named: reading.profiles.length } }] : [],
      }
    }
    const gone = missing.filter(({ missingSince }) => believed || isGone(missingSince, moment.now))
    const linked = await apply(tx, teamId, profiles, missing, gone, moment)
    const inUseNow = linked.filter(({ deactivated }) => !deactivated)
    await reach(tx, peopleOf(inUseNow), moment)
    await keepFollowed(tx, moment.today, reading.profiles.length, moment.now)
    const after = [...linked, ...gone.map((account) => ({ ...account, deactivated: true }))]
    return { result: { linked: linked.length, doubted: false }, events: accountChanges(teamId, known, after) }
  })
}

function peopleOf(accounts: readonly { personId: number }[]): number[] {
  return [...new Set(accounts.map(({ personId }) => personId))]
}

function compare(known: readonly KnownAccount[], profiles: readonly SlackProfile[]) {
  const named = new Map(profiles.map((profile) => [profile.userId, profile]))
  const inUse = known.filter(({ deactivated }) => !deactivated)
  const missing = inUse.filter(({ userId }) => !named.has(userId))
  const leaving = inUse.filter(({ userId }) => named.get(userId)?.deactivated)
  return { missing, lost: missing.length + leaving.length, inUse: inUse.length }
}

/** Profiles of one statement. */
const batch = 1_000

async function apply(
  tx: Tx,
  teamId: string,
  profiles: readonly SlackProfile[],
  missing: readonly KnownAccount[],
  gone: readonly KnownAccount[],
  { now, today }: Moment,
) {
  const idsOf = (accounts: readonly KnownAccount[]) => accounts.map(({ userId }) => userId)
  await keepMissing(tx, teamId, idsOf(missing), now)
  await deactivateAccounts(tx, teamId, idsOf(gone))
  const linked = []
  for (let at = 0; at < profiles.length; at += batch)
    linked.push(...(await linkProfiles(tx, teamId, profiles.slice(at, at + batch), today, now)))
  return linked
}

/** The moment from which a reading of the directory counts. */
export function beginReading(deps: Deps): Promise<Date> {
  return ask(deps, async (_tx, { now }) => now)
}

/** Has the directory read once a day of the bank; whether it was this call that asked. */
export function askForDirectory(deps: Deps): Promise<boolean> {
  return transact(deps, { personId: null, source: 'job' }, async (tx, { now, today }) => {
    const taken = await takeDirectoryDay(tx, today)
    if (taken) await queueEffects(tx, [directoryRead(false)], now)
    return { result: taken, events: [] }
  })
}

/** Has the directory read now: what happened while nobody listened is in no event. */
export function askForDirectoryNow(deps: Deps): Promise<null> {
  return transact(deps, { personId: null, source: 'job' }, async (tx, { now }) => {
    await queueEffects(tx, [directoryRead(false)], now)
    return { result: null, events: [] }
  })
}

/** An administrator says that a doubted directory is as it is: it is read again and followed. Null = done. */
export function believeDirectory(deps: Deps, actor: Act & { readonly personId: number }): Promise<Refusal | null> {
  return transact<Refusal | null>(deps, actor, async (tx, { now, today }) => {
    if (!(await isAdministrator(tx, actor.personId, today)))
      return { result: refuse('administrators_only'), events: [] }
    await queueEffects(tx, [directoryRead(true)], now)
    return { result: null, events: [{ happening: { type: 'directory_believed' } }] }
  })
}

/** One that is believed takes no other's place, nor another its: it would be doubted again. */
function directoryRead(believed: boolean): NewEffect {
  const mergeKey = believed ? 'directory_read/believed' : 'directory_read'
  return { lane: 'directory', kind: 'directory_read', payload: { believed }, mergeKey, priority: 2 }
}
