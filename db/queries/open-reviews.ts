import { type SQL, sql } from 'drizzle-orm'
import type { Tier } from '../../src/domain/client/category.ts'
import { type Criteria, criterionUnits } from '../../src/domain/criteria/criteria.ts'
import { convert } from '../../src/domain/criteria/unit.ts'
import type { ReviewCause, ReviewStep } from '../../src/domain/review/review.ts'
import type { Tx } from '../connection.ts'
import { idArray } from './arrays.ts'

/** The steps that a review of a client of this tier, led by this unit, has. */
export interface PlannedReview {
  readonly tier: Tier
  readonly unitId: number
  readonly steps: readonly ReviewStep[]
}

/** What many reviews are opened with in one statement. */
export interface Opening {
  readonly cause: ReviewCause
  readonly submittedBy: number | null
  readonly policyReviewId: number | null
  readonly policyVersionId: number
  readonly criteria: Readonly<Record<Tier, { readonly id: number; readonly criteria: Criteria } | null>>
  readonly plans: readonly PlannedReview[]
  readonly openedAt: Date
}

/** A review that was opened. */
export interface OpenedReview {
  readonly reviewId: number
  readonly clientId: number
  readonly tier: Tier
  readonly dueOn: string | null
  readonly evidence: string | null
}

/** The tiers and lead units of strategic clients. */
export async function placesOf(tx: Tx, clientIds: readonly number[]): Promise<{ tier: Tier; unitId: number }[]> {
  const rows = await tx.execute<{ tier: Tier; unit_id: string }>(sql`
    select distinct tier, lead_unit_id as unit_id from clients where id = any(${idArray(clientIds)}) and state = 'designated'`)
  return rows.map(({ tier, unit_id }) => ({ tier, unitId: Number(unit_id) }))
}

/** Strategic clients with what their reviews are opened for, for `insertReviews`; it holds their rows. */
export function heldClients(
  clients: readonly { readonly id: number; readonly evidence: string | null }[],
  byDate: boolean,
): SQL {
  return sql`
    select c.id, c.tier, c.lead_unit_id, case when ${byDate}::boolean then c.next_review_on end as due_on, given.evidence
    from json_to_recordset(${JSON.stringify(clients)}::json) as given (id bigint, evidence text)
    join clients c on c.id = given.id where c.state = 'designated'
    order by c.id for no key update of c`
}

/**
 * Opens a review of each of the clients, with its steps and with the newest figures in the units of its tier's criteria, in
 * two statements. A client of which a review is under way by then is left out by the unique index, whoever opened it; so is
 * one for whose tier and lead unit no steps were planned.
 *
 * @param clients a select of `id`, `tier`, `lead_unit_id`, `due_on` and `evidence`, of rows that are held or that it holds
 * @returns the reviews, by key
 */
export async function insertReviews(tx: Tx, clients: SQL, opening: Opening): Promise<OpenedReview[]> {
  const { cause, submittedBy, policyReviewId, policyVersionId, openedAt } = opening
  const at = sql`${openedAt.toISOString()}::timestamptz`
  const rows = await tx.execute<{
    id: string
    client_id: string
    tier: Tier
    due_on: string | null
    evidence: string | null
  }>(sql`
    with plan as materialized (
      select * from json_to_recordset(${JSON.stringify(opening.plans.map(plain))}::json)
        as p (tier text, unit_id bigint, steps json)
    ), held as materialized (${clients}
    ), counted as materialized (
      select held.id, jsonb_object_agg(f.metric, trim_scale(f.value * m.numerator / m.denominator)) as figures
      from held join client_figures f on f.client_id = held.id and f.newest
      join json_to_recordset(${JSON.stringify(factorsOf(opening.criteria))}::json)
        as m (tier text, metric text, unit text, numerator numeric, denominator numeric)
        on m.tier = held.tier and m.metric = f.metric and m.unit = f.unit
      group by held.id
    ), opened as (
      insert into reviews (client_id, tier, cause, submitted_by, evidence, due_on, criteria_version_id, criteria_values,
        policy_version_id, policy_review_id, opened_at)
      select held.id, held.tier, ${cause}, ${submittedBy}::bigint, held.evidence, held.due_on,
        case held.tier when 'bank_wide' then ${opening.criteria.bank_wide?.id ?? null}::bigint else ${opening.criteria.regional?.id ?? null}::bigint end,
        coalesce(counted.figures, '{}'),
        ${policyVersionId}::bigint, ${policyReviewId}::bigint, ${at}
      from held join plan on plan.tier = held.tier and plan.unit_id = held.lead_unit_id
      left join counted on counted.id = held.id
      order by held.id
      on conflict do nothing
      returning id, client_id, tier, due_on, evidence
    )
    select id, client_id, tier, due_on::text, evidence from opened order by id`)
  const opened = rows.map(({ id, client_id, tier, due_on, evidence }) => {
    return { reviewId: Number(id), clientId: Number(client_id), tier, dueOn: due_on, evidence }
  })
  if (opened.length > thousands) await avoidNestedLoops(tx)
  await insertFirstSteps(tx, opened, opening)
  return opened
}

/** From so many on a plan that takes them for few is no longer good enough. */
const thousands = 2_000

/**
 * The rows of this transaction are in no statistics yet: the planner takes them for few and joins thousands with thousands one
 * by one.
 */
async function avoidNestedLoops(tx: Tx): Promise<void> {
  await tx.execute(sql`select set_config('enable_nestloop', 'off', true)`)
}

async function insertFirstSteps(tx: Tx, opened: readonly OpenedReview[], { plans, openedAt }: Opening): Promise<void> {
  const at = sql`${openedAt.toISOString()}::timestamptz`
  await tx.execute(sql`
    insert into review_steps (review_id, round, no, kind, unit_id, taken_by, state, skip_reason, opened_at)
    select r.id, 1, s.no, s.kind, s.unit_id, jsonb_build_object('positions', s.positions), s.state, s.skip_reason,
      case s.state when 'open' then ${at} end
    from unnest(${idArray(opened.map(({ reviewId }) => reviewId))}) as given (id)
    join reviews r on r.id = given.id join clients c on c.id = r.client_id
    join json_to_recordset(${JSON.stringify(plans.map(plain))}::json) as plan (tier text, unit_id bigint, steps json)
      on plan.tier = r.tier and plan.unit_id = c.lead_unit_id
    cross join lateral json_to_recordset(plan.steps)
      as s (no int, kind text, unit_id bigint, positions jsonb, state text, skip_reason text)`)
}

function plain({ tier, unitId, steps }: PlannedReview) {
  return {
    tier,
    unit_id: unitId,
    steps: steps.map(({ no, kind, unitId, positions, state, skipReason }) => {
      return { no, kind, unit_id: unitId, positions, state, skip_reason: skipReason }
    }),
  }
}

/** By what a figure is multiplied to be in its line's unit, for every unit that measures the same; exact in decimals. */
function factorsOf(criteria: Opening['criteria']) {
  return Object.entries(criteria).flatMap(([tier, version]) =>
    (version?.criteria.lines ?? []).flatMap(({ key: metric, unit: wanted }) =>
      criterionUnits.flatMap((unit) => {
        const [to, from] = [convert(1, unit, wanted), convert(1, wanted, unit)]
        if (to === null || from === null) return []
        return [{ tier, metric, unit, numerator: Math.max(to, 1), denominator: Math.max(from, 1) }]
      }),
    ),
  )
}
