import { and, asc, eq, inArray, isNotNull, lt, sql } from 'drizzle-orm'
import type { Tx } from '../connection.ts'
import { directoryReads } from '../schema/directory-reads.ts'
import { slackAccounts } from '../schema/slack-accounts.ts'
import type { LinkedAccount } from './account.ts'

/** A linked account, since when the directory does not name it, and when Slack last told of it. */
export interface KnownAccount extends LinkedAccount {
  readonly missingSince: Date | null
  readonly seenAt: Date
}

/** Days of which is kept whether the directory was read. */
const keptDays = 30

/** Takes the day's reading of the directory; false = it was taken. */
export async function takeDirectoryDay(tx: Tx, day: string): Promise<boolean> {
  const taken = await tx.insert(directoryReads).values({ day }).onConflictDoNothing().returning()
  await tx.delete(directoryReads).where(lt(directoryReads.day, sql`${day}::date - ${keptDays}::int`))
  return taken.length > 0
}

/** Keeps that a reading was followed. */
export async function keepFollowed(tx: Tx, day: string, accounts: number, now: Date): Promise<void> {
  const known = { followedAt: now, accounts }
  await tx
    .insert(directoryReads)
    .values({ day, ...known })
    .onConflictDoUpdate({ target: directoryReads.day, set: known })
}

/** Keeps that a reading of the day was doubted; false = that was said before. */
export async function keepDoubted(tx: Tx, day: string, now: Date): Promise<boolean> {
  const said = await tx
    .insert(directoryReads)
    .values({ day, doubtedAt: now })
    .onConflictDoUpdate({
      target: directoryReads.day,
      set: { doubtedAt: now },
      setWhere: sql`${directoryReads.doubtedAt} is null`,
    })
    .returning()
  return said.length > 0
}

/** Every linked account of a workspace, held until the transaction ends. */
export function lockKnownAccounts(tx: Tx, teamId: string): Promise<KnownAccount[]> {
  return tx
    .select({
      userId: slackAccounts.userId,
      personId: slackAccounts.personId,
      locale: slackAccounts.locale,
      deactivated: slackAccounts.deactivated,
      missingSince: slackAccounts.missingSince,
      seenAt: slackAccounts.seenAt,
    })
    .from(slackAccounts)
    .where(eq(slackAccounts.teamId, teamId))
    .orderBy(asc(slackAccounts.userId))
    .for('update')
}

/** Keeps which accounts the directory does not name now; what it names again is not missing any more. */
export async function keepMissing(tx: Tx, teamId: string, missing: readonly string[], now: Date): Promise<void> {
  const ofTeam = eq(slackAccounts.teamId, teamId)
  const named = missing.length > 0 ? sql`not (${inArray(slackAccounts.userId, [...missing])})` : undefined
  await tx
    .update(slackAccounts)
    .set({ missingSince: null })
    .where(and(ofTeam, isNotNull(slackAccounts.missingSince), named))
  if (missing.length > 0)
    await tx
      .update(slackAccounts)
      .set({ missingSince: sql`coalesce(${slackAccounts.missingSince}, ${now.toISOString()}::timestamptz)` })
      .where(and(ofTeam, inArray(slackAccounts.userId, [...missing])))
}

/** Takes accounts out of use that are not in the workspace any more. */
export async function deactivateAccounts(tx: Tx, teamId: string, userIds: readonly string[]): Promise<void> {
  if (userIds.length === 0) return
  await tx
    .update(slackAccounts)
    .set({ deactivated: true })
    .where(and(eq(slackAccounts.teamId, teamId), inArray(slackAccounts.userId, [...userIds])))
}
