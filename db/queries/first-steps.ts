import { type SQL, sql } from 'drizzle-orm'
import type { Position } from '../../src/domain/organisation/position.ts'
import type { ReviewStepKind } from '../../src/domain/review/review.ts'
import type { Tx } from '../connection.ts'
import { idArray } from './arrays.ts'
import type { ReviewCardRow } from './review-card.ts'

/** Reviews that were opened together, as a condition on `r`. */
export interface OpenedTogether {
  readonly where: SQL
}

/** The reviews of a policy review. */
export function ofPolicyReview(id: number): OpenedTogether {
  return { where: sql`r.policy_review_id = ${id}` }
}

/** Reviews by key. */
export function ofReviews(ids: readonly number[]): OpenedTogether {
  return { where: sql`r.id = any(${idArray(ids)})` }
}

/** A place at which first steps wait. */
export interface FirstStep {
  readonly kind: ReviewStepKind
  readonly unitId: number
  readonly positions: readonly Position[]
}

const openStep = sql`reviews r join review_steps s on s.review_id = r.id and s.state = 'open'`

/** The places at which these reviews wait, each once. */
export async function firstSteps(tx: Tx, { where }: OpenedTogether): Promise<FirstStep[]> {
  const rows = await tx.execute<{ kind: ReviewStepKind; unit_id: string; positions: Position[] }>(sql`
    select distinct s.kind, s.unit_id, s.taken_by -> 'positions' as positions from ${openStep} where ${where}`)
  return rows.map(({ kind, unit_id, positions }) => ({ kind, unitId: Number(unit_id), positions }))
}

/** Who may take the first steps at a place. */
export interface AskedAt extends Pick<FirstStep, 'kind' | 'unitId'> {
  readonly personIds: readonly number[]
}

/**
 * Claims a copy of its card for each person who may take a first step, and keeps of which steps nobody can be asked.
 *
 * @param listed whether they are told of all of them in one message, and none is posted by itself
 * @returns whether there are such that nobody can be asked to take
 */
export async function askForAll(
  tx: Tx,
  { where }: OpenedTogether,
  asked: readonly AskedAt[],
  listed: boolean,
  now: Date,
): Promise<boolean> {
  const places = asked.flatMap(({ personIds, ...place }) => personIds.map((personId) => ({ ...place, personId })))
  await tx.execute(sql`
    insert into review_cards (review_id, round, step_no, person_id, listed)
    select s.review_id, s.round, s.no, a."personId", ${listed}::boolean from ${openStep}
    join json_to_recordset(${JSON.stringify(places)}::json) as a (kind text, "unitId" bigint, "personId" bigint)
      on a.kind = s.kind and a."unitId" = s.unit_id
    where ${where}`)
  const empty = await tx.execute(sql`
    update review_steps s set empty_since = ${now.toISOString()}::timestamptz
    from reviews r where ${where} and s.review_id = r.id and s.state = 'open'
      and not exists (select from review_cards where review_id = s.review_id)
    returning s.review_id`)
  return empty.length > 0
}

/** Claims a copy to see for each of these people of the reviews whose first step nobody can be asked to take. */
export async function showEmpty(tx: Tx, { where }: OpenedTogether, personIds: readonly number[]): Promise<void> {
  await tx.execute(sql`
    insert into review_cards (review_id, round, step_no, person_id, asked)
    select s.review_id, s.round, s.no, p.id, false from ${openStep}, unnest(${idArray(personIds)}) as p (id)
    where ${where} and s.empty_since is not null`)
}

/** The copies of these reviews' cards that are posted, with the client whose review it is. */
export async function postedCards(
  tx: Tx,
  { where }: OpenedTogether,
): Promise<(Pick<ReviewCardRow, 'id' | 'personId'> & { readonly clientId: number })[]> {
  const rows = await tx.execute<{ id: string; person_id: string; client_id: string }>(sql`
    select k.id, k.person_id, r.client_id from reviews r join review_cards k on k.review_id = r.id and not k.listed
    where ${where} order by k.id`)
  return rows.map((row) => ({ id: Number(row.id), personId: Number(row.person_id), clientId: Number(row.client_id) }))
}
