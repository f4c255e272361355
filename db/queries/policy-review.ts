import { and, desc, eq, inArray, or, type SQL, sql } from 'drizzle-orm'
import type { Tier } from '../../src/domain/client/category.ts'
import type { Selection } from '../../src/domain/review/policy-review.ts'
import type { Outcome } from '../../src/domain/review/review.ts'
import type { Tx } from '../connection.ts'
import { clients } from '../schema/clients.ts'
import { people } from '../schema/people.ts'
import { policyReviews } from '../schema/policy-reviews.ts'
import { units } from '../schema/units.ts'
import { idArray, textArray } from './arrays.ts'

export type PolicyReviewRow = typeof policyReviews.$inferSelect

const underWay = sql`exists (select from reviews r where r.client_id = c.id and r.state = 'open')`

/** Strategic clients `c` of a selection, led by unit `u`. */
function chosen({ industries, regions, tiers, categories, branches }: Selection): SQL {
  const parts = [
    sql`c.state = 'designated'`,
    ...(industries.length > 0 ? [sql`c.industry = any(${textArray(industries)})`] : []),
    ...(regions.length > 0 ? [sql`c.region = any(${textArray(regions)})`] : []),
    ...(tiers.length > 0 ? [sql`c.tier = any(${textArray(tiers)})`] : []),
    ...(categories.length > 0 ? [sql`c.category = any(${textArray(categories)})`] : []),
    ...(branches.length > 0 ? [sql`coalesce(u.branch_id, u.id) = any(${idArray(branches)})`] : []),
  ]
  return sql`clients c join units u on u.id = c.lead_unit_id where ${sql.join(parts, sql` and `)}`
}

/** The chosen clients of which no review is under way, held in the order of their keys, for `insertReviews`. */
export function chosenClients(selection: Selection, reason: string): SQL {
  return sql`
    select c.id, c.tier, c.lead_unit_id, null::date as due_on, ${reason}::text as evidence from ${chosen(selection)} and not ${underWay}
    order by c.id for no key update of c`
}

/** The tiers and lead units of the chosen clients. */
export async function chosenPlaces(tx: Tx, selection: Selection): Promise<{ tier: Tier; unitId: number }[]> {
  const rows = await tx.execute<{ tier: Tier; unit_id: string }>(sql`
    select distinct c.tier, c.lead_unit_id as unit_id from ${chosen(selection)} and not ${underWay}`)
  return rows.map(({ tier, unit_id }) => ({ tier, unitId: Number(unit_id) }))
}

/** How many clients of a branch a selection is of. */
export interface BranchCount {
  readonly branch: string
  /** Of which a review would be opened. */
  readonly clients: number
  /** Of which one is under way, so that none would be. */
  readonly underWay: number
}

/** What a selection is of, by branch, most first. */
export async function countChosen(tx: Tx, selection: Selection): Promise<BranchCount[]> {
  const rows = await tx.execute<{ branch: string; clients: number; under_way: number }>(sql`
    select b.name as branch, count(*) filter (where not f.busy)::int as clients, count(*) filter (where f.busy)::int as under_way
    from (select coalesce(u.branch_id, u.id) as branch_id, ${underWay} as busy from ${chosen(selection)}) f
    join units b on b.id = f.branch_id group by b.id, b.name order by 2 desc, 3 desc, b.id`)
  return rows.map(({ branch, clients, under_way }) => ({ branch, clients, underWay: under_way }))
}

/** Keeps the act, before its reviews are opened. */
export async function insertPolicyReview(tx: Tx, row: typeof policyReviews.$inferInsert): Promise<number> {
  const [inserted] = await tx.insert(policyReviews).values(row).returning({ id: policyReviews.id })
  if (!inserted) throw new Error('the policy review was not kept')
  return inserted.id
}

/** Takes an act back that opened nothing. */
export async function dropPolicyReview(tx: Tx, id: number): Promise<void> {
  await tx.delete(policyReviews).where(eq(policyReviews.id, id))
}

/** Keeps how many reviews it opened. */
export async function setOpened(tx: Tx, id: number, opened: number, skipped: number): Promise<void> {
  await tx.update(policyReviews).set({ opened, skipped }).where(eq(policyReviews.id, id))
}

/** How an act stands for a person. */
export interface PolicyReviewStand {
  readonly row: PolicyReviewRow
  readonly startedByName: string
  /** Reviews of it that the person may take now. */
  readonly waiting: number
  /** Reviews of it that wait at an empty post. */
  readonly empty: number
}

/** Reads how an act stands for a person; null where there is none of this number. */
export async function policyReviewFor(tx: Tx, id: number, personId: number): Promise<PolicyReviewStand | null> {
  const [found] = await tx
    .select({ row: policyReviews, startedByName: people.name })
    .from(policyReviews)
    .innerJoin(people, eq(people.id, policyReviews.startedBy))
    .where(eq(policyReviews.id, id))
  if (!found) return null
  const [counted] = await tx.execute<{ waiting: number; empty: number }>(sql`
    select count(*) filter (where exists (select from review_cards k where k.review_id = s.review_id and k.round = s.round
        and k.step_no = s.no and k.asked and k.person_id = ${personId}))::int as waiting,
      count(*) filter (where s.empty_since is not null)::int as empty
    from reviews r join review_steps s on s.review_id = r.id and s.state = 'open'
    where r.policy_review_id = ${id} and r.state = 'open'`)
  return { ...found, waiting: counted?.waiting ?? 0, empty: counted?.empty ?? 0 }
}

/** Who holds a copy of the card of a review of the act, and whether some of these wait at an empty post. */
export async function toldOf(tx: Tx, id: number): Promise<{ people: number[]; empty: boolean }> {
  const rows = await tx.execute<{ id: string }>(sql`
    select distinct k.person_id as id from reviews r join review_cards k on k.review_id = r.id
    where r.policy_review_id = ${id} order by 1`)
  const [row] = await tx.execute<{ empty: boolean }>(sql`
    select exists (select from reviews r join review_steps s on s.review_id = r.id and s.empty_since is not null
      where r.policy_review_id = ${id} and s.state = 'open') as empty`)
  return { people: rows.map((one) => Number(one.id)), empty: row?.empty ?? false }
}

/** How far an act has come. */
export interface PolicyReviewProgress {
  readonly id: number
  readonly startedAt: Date
  readonly startedByName: string
  readonly reason: string
  readonly opened: number
  readonly decided: Readonly<Record<Outcome, number>>
}

/** The newest acts with how far they have come. */
export async function recentPolicyReviews(tx: Tx, limit: number): Promise<PolicyReviewProgress[]> {
  const count = (outcome: Outcome) =>
    sql<number>`(select count(*)::int from reviews r where r.policy_review_id = ${policyReviews.id} and r.outcome = ${outcome})`
  const rows = await tx
    .select({
      id: policyReviews.id,
      startedAt: policyReviews.startedAt,
      startedByName: people.name,
      reason: policyReviews.reason,
      opened: policyReviews.opened,
      retain: count('retain'),
      downgrade: count('downgrade'),
      exit: count('exit'),
    })
    .from(policyReviews)
    .innerJoin(people, eq(people.id, policyReviews.startedBy))
    .orderBy(desc(policyReviews.id))
    .limit(limit)
  return rows.map(({ retain, downgrade, exit, ...row }) => ({ ...row, decided: { retain, downgrade, exit } }))
}

/** Industries or regions of strategic clients that hold what was typed, most clients first. */
export async function namesInUse(
  tx: Tx,
  column: 'industry' | 'region',
  typed: string,
  limit: number,
): Promise<{ name: string; clients: number }[]> {
  const name = clients[column]
  return tx
    .select({ name, clients: sql<number>`count(*)::int` })
    .from(clients)
    .where(
      and(
        eq(clients.state, 'designated'),
        sql`${name} <> ''`,
        typed === '' ? undefined : sql`position(lower(${typed}) in lower(${name})) > 0`,
      ),
    )
    .groupBy(name)
    .orderBy(desc(sql`count(*)`), name)
    .limit(limit)
}

/** Branches that hold what was typed in name or code, by code. */
export function branchesLike(tx: Tx, typed: string, limit: number): Promise<{ id: number; name: string }[]> {
  return tx
    .select({ id: units.id, name: units.name })
    .from(units)
    .where(
      and(
        eq(units.level, 'branch'),
        typed === ''
          ? undefined
          : or(sql`position(${typed} in ${units.name}) > 0`, sql`starts_with(lower(${units.code}), lower(${typed}))`),
      ),
    )
    .orderBy(units.code)
    .limit(limit)
}

/** Names of units, by key. */
export async function unitNames(tx: Tx, ids: readonly number[]): Promise<string[]> {
  if (ids.length === 0) return []
  const rows = await tx
    .select({ name: units.name })
    .from(units)
    .where(inArray(units.id, [...ids]))
    .orderBy(units.code)
  return rows.map(({ name }) => name)
}
