import { and, asc, desc, eq, inArray, isNotNull, or, sql } from 'drizzle-orm'
import type { Queryable, Tx } from '../connection.ts'
import { people } from '../schema/people.ts'
import { slackAccounts } from '../schema/slack-accounts.ts'
import { idArray } from './arrays.ts'
import { worksHere } from './posts.ts'

/** What Slack knows of one of its accounts. */
export interface SlackProfile {
  readonly userId: string
  /** Slack hides it from apps without the scope, and some accounts have none. */
  readonly email: string | null
  /** Null = what is known stays, Chinese at first. */
  readonly locale: string | null
  readonly deactivated: boolean
}

/** An account as far as it decides who may act. */
export interface LinkedAccount {
  readonly userId: string
  readonly personId: number
  readonly locale: string
  readonly deactivated: boolean
}

/** Those of the accounts that are linked, held until the transaction ends, with when Slack last told of them. */
export function lockAccounts(
  tx: Tx,
  teamId: string,
  userIds: readonly string[],
): Promise<(LinkedAccount & { readonly seenAt: Date })[]> {
  if (userIds.length === 0) return Promise.resolve([])
  return tx
    .select({
      userId: slackAccounts.userId,
      personId: slackAccounts.personId,
      locale: slackAccounts.locale,
      deactivated: slackAccounts.deactivated,
      seenAt: slackAccounts.seenAt,
    })
    .from(slackAccounts)
    .where(and(eq(slackAccounts.teamId, teamId), inArray(slackAccounts.userId, [...userIds])))
    .orderBy(asc(slackAccounts.userId))
    .for('update')
}

/** The linked account, or null. */
export async function accountOf(tx: Tx, teamId: string, userId: string) {
  const [account] = await tx
    .select()
    .from(slackAccounts)
    .where(and(eq(slackAccounts.teamId, teamId), eq(slackAccounts.userId, userId)))
  return account ?? null
}

/** Where to write to a person, and in which language: their account in use that was seen last. */
export async function addressOf(db: Queryable, personId: number): Promise<{ userId: string; locale: string } | null> {
  const [account] = await db
    .select({ userId: slackAccounts.userId, locale: slackAccounts.locale })
    .from(slackAccounts)
    .where(and(eq(slackAccounts.personId, personId), eq(slackAccounts.deactivated, false)))
    .orderBy(desc(slackAccounts.seenAt), asc(slackAccounts.userId))
    .limit(1)
  return account ?? null
}

/** The accounts of people as by `addressOf`, by person; whoever has none in use is not among them. */
export async function accountsOf(tx: Tx, personIds: readonly number[]): Promise<Map<number, string>> {
  if (personIds.length === 0) return new Map()
  const rows = await tx
    .selectDistinctOn([slackAccounts.personId], { personId: slackAccounts.personId, userId: slackAccounts.userId })
    .from(slackAccounts)
    .where(and(inArray(slackAccounts.personId, [...personIds]), eq(slackAccounts.deactivated, false)))
    .orderBy(slackAccounts.personId, desc(slackAccounts.seenAt), asc(slackAccounts.userId))
  return new Map(rows.map(({ personId, userId }) => [personId, userId]))
}

/** A person's e-mail, for looking them up in Slack. */
export async function emailOf(tx: Tx, personId: number): Promise<string | null> {
  const [person] = await tx.select({ email: people.email }).from(people).where(eq(people.id, personId))
  return person?.email ?? null
}

/** Every linked account with its language, for answers that must not wait for the database. */
export function allLocales(tx: Tx, teamId: string) {
  return tx
    .select({ userId: slackAccounts.userId, locale: slackAccounts.locale })
    .from(slackAccounts)
    .where(eq(slackAccounts.teamId, teamId))
}

/** Keeps that Slack told of an account, though nothing that is not known: a list read before that is older. */
export async function keepTold(tx: Tx, teamId: string, userId: string, now: Date): Promise<void> {
  await tx
    .update(slackAccounts)
    .set({ seenAt: now })
    .where(and(eq(slackAccounts.teamId, teamId), eq(slackAccounts.userId, userId)))
}

/**
 * Links profiles to staff by e-mail, all at once; a profile that no staff member has stays unlinked. An account once
 * linked keeps its person even if its e-mail changes in Slack or its person leaves: its deactivation is never missed.
 *
 * @returns the accounts that are linked now among the given
 */
export async function linkProfiles(
  tx: Tx,
  teamId: string,
  profiles: readonly SlackProfile[],
  today: string,
  now: Date,
): Promise<LinkedAccount[]> {
  if (profiles.length === 0) return []
  return tx
    .insert(slackAccounts)
    .select(
      tx
        .select({
          teamId: sql<string>`${teamId}::text`.as('team_id'),
          userId: sql<string>`profile.user_id`.as('user_id'),
          personId: sql<number>`coalesce(${slackAccounts.personId}, ${people.id})`.as('person_id'),
          locale: sql<string>`coalesce(profile.locale, ${slackAccounts.locale}, 'zh-CN')`.as('locale'),
          deactivated: sql<boolean>`profile.deactivated`.as('deactivated'),
          seenAt: sql<Date>`${now.toISOString()}::timestamptz(3)`.as('seen_at'),
          missingSince: sql<Date | null>`null::timestamptz(3)`.as('missing_since'),
        })
        .from(
          sql`json_to_recordset(${JSON.stringify(profiles.map(asRecord))}::json) as profile(user_id text, email text, locale text, deactivated boolean)`,
        )
        .leftJoin(slackAccounts, and(eq(slackAccounts.teamId, teamId), eq(slackAccounts.userId, sql`profile.user_id`)))
        .leftJoin(people, and(sql`lower(${people.email}) = lower(profile.email)`, worksHere(today)))
        .where(or(isNotNull(slackAccounts.personId), isNotNull(people.id))),
    )
    .onConflictDoUpdate({
      target: [slackAccounts.teamId, slackAccounts.userId],
      set: {
        locale: sql`excluded.locale`,
        deactivated: sql`excluded.deactivated`,
        seenAt: sql`excluded.seen_at`,
        missingSince: null,
      },
    })
    .returning({
      userId: slackAccounts.userId,
      personId: slackAccounts.personId,
      locale: slackAccounts.locale,
      deactivated: slackAccounts.deactivated,
    })
}

function asRecord(profile: SlackProfile) {
  return {
    user_id: profile.userId,
    email: profile.email,
    locale: profile.locale,
    deactivated: profile.deactivated,
  }
}

/** People's names, by key. */
export async function namesById(tx: Tx, personIds: readonly number[]): Promise<ReadonlyMap<number, string>> {
  if (personIds.length === 0) return new Map()
  const rows = await tx
    .select({ id: people.id, name: people.name })
    .from(people)
    .where(inArray(people.id, [...personIds]))
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** Those of these people who have not left the bank by a day (ISO date). */
export async function stillInBank(tx: Tx, personIds: readonly number[], today: string): Promise<number[]> {
  if (personIds.length === 0) return []
  const rows = await tx
    .select({ id: people.id })
    .from(people)
    .where(and(sql`${people.id} = any(${idArray(personIds)})`, worksHere(today)))
  return rows.map(({ id }) => id)
}

/** Accounts in use of these people. */
export async function accountsInUse(tx: Tx, personIds: readonly number[]): Promise<string[]> {
  if (personIds.length === 0) return []
  const rows = await tx
    .select({ userId: slackAccounts.userId })
    .from(slackAccounts)
    .where(and(inArray(slackAccounts.personId, [...personIds]), eq(slackAccounts.deactivated, false)))
    .orderBy(asc(slackAccounts.userId))
  return rows.map(({ userId }) => userId)
}

/** People's names, in the order of their keys. */
export async function namesOf(tx: Tx, personIds: readonly number[]): Promise<string[]> {
  if (personIds.length === 0) return []
  const rows = await tx
    .select({ name: people.name })
    .from(people)
    .where(inArray(people.id, [...personIds]))
    .orderBy(people.id)
  return rows.map((row) => row.name)
}
