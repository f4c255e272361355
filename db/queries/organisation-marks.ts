import { and, eq, inArray, or, sql } from 'drizzle-orm'
import type { Tx } from '../connection.ts'
import { clients } from '../schema/clients.ts'
import { recommendationSteps } from '../schema/recommendation-steps.ts'
import { recommendations } from '../schema/recommendations.ts'
import { reviewGraces } from '../schema/review-graces.ts'
import { reviewSteps } from '../schema/review-steps.ts'
import { reviews } from '../schema/reviews.ts'
import { idArray } from './arrays.ts'

/**
 * Sees the beginning of a day: marks the units where a post or a deputyship begins or ends by its date since the day seen
 * last, and the teams of specialists whose last day is over. Whoever comes first does it; false = it was done.
 */
export async function seeDay(tx: Tx, today: string): Promise<boolean> {
  const seen = await tx.execute<{ since: string }>(sql`
    with before as (select coalesce(max(day), ${today}::date - 1) as since from organisation_days where day < ${today}::date),
      added as (insert into organisation_days (day) values (${today}::date) on conflict do nothing returning day)
    select before.since::text from added, before`)
  const since = seen[0]?.since
  if (since === undefined) return false
  await tx.execute(sql`
    select mark_units(array(
      select unit_id from appointments where "from" > ${since}::date and "from" <= ${today}::date
        or "to" > ${since}::date and "to" <= ${today}::date
      union
      select unnest(units_of_people(array(select p.id from people p
        where p.left_on > ${since}::date and p.left_on <= ${today}::date)))
      union
      select unnest(units_of_people(array(select d.principal_id from deputyships d
        where d."from" > ${since}::date and d."from" <= ${today}::date or d."to" > ${since}::date and d."to" <= ${today}::date)))
    ))`)
  await tx.execute(sql`
    insert into team_checks (client_id, asked_at)
    select distinct client_id, now() from client_specialists where ended_at is null and until < ${today}::date
    on conflict (client_id) do nothing`)
  await tx.execute(sql`delete from organisation_days where day < ${since}::date`)
  return true
}

/** Takes marked units, longest waiting first; a mark whose change is not committed yet is left for the next time. */
export async function takeUnits(tx: Tx, limit: number): Promise<number[]> {
  const rows = await tx.execute<{ id: string }>(sql`
    delete from unit_changes where unit_id in (
      select unit_id from unit_changes order by changed_at limit ${limit} for update skip locked
    ) returning unit_id as id`)
  return rows.map(({ id }) => Number(id))
}

/** Units, and those of whom people of theirs stand in for: a deputy's own posts say what they may take there. */
export async function withPrincipals(tx: Tx, unitIds: readonly number[], today: string): Promise<number[]> {
  if (unitIds.length === 0) return []
  const rows = await tx.execute<{ id: string }>(sql`
    select unnest(units_of_people(array(
      select d.deputy_id from deputyships d join appointments a on a.person_id = d.deputy_id
      where a.unit_id = any(${idArray(unitIds)}) and d."from" <= ${today}::date and d."to" > ${today}::date))) as id`)
  return [...new Set([...unitIds, ...rows.map(({ id }) => Number(id))])]
}

/** Has the teams looked at in which somebody of these units may sit: clients that they or units of their branch lead or help with. */
export async function askForTeams(tx: Tx, unitIds: readonly number[], now: Date): Promise<void> {
  if (unitIds.length === 0) return
  const given = idArray(unitIds)
  await tx.execute(sql`
    insert into team_checks (client_id, asked_at)
    select t.id, ${now.toISOString()}::timestamptz from (
      select id, lead_unit_id from clients where state = 'designated'
      union select c.id, c.lead_unit_id from review_graces g join clients c on c.id = g.client_id where g.state = 'running'
    ) t join units u on u.id = t.lead_unit_id
    where t.lead_unit_id = any(${given}) or u.branch_id = any(${given})
      or exists (select from cooperations o join units x on x.id = o.unit_id
        where o.client_id = t.id and o.ended_at is null and (x.id = any(${given}) or x.branch_id = any(${given})))
      or exists (select from client_specialists s join appointments a on a.person_id = s.person_id
        where s.client_id = t.id and s.ended_at is null and a.unit_id = any(${given}))
      or exists (select from units h where h.level = 'head_office' and h.id = any(${given}))
    order by t.id
    on conflict (client_id) do update set asked_at = excluded.asked_at`)
}

/** Takes clients whose team is to be looked at, longest waiting first. */
export async function takeTeams(tx: Tx, limit: number): Promise<number[]> {
  const rows = await tx.execute<{ id: string }>(sql`
    delete from team_checks where client_id in (
      select client_id from team_checks order by asked_at limit ${limit} for update skip locked
    ) returning client_id as id`)
  return rows.map(({ id }) => Number(id))
}

/** Recommendations and reviews whose open step waits in one of the units. */
export async function waitingIn(
  tx: Tx,
  unitIds: readonly number[],
): Promise<{ recommendations: number[]; reviews: number[] }> {
  if (unitIds.length === 0) return { recommendations: [], reviews: [] }
  const units = [...unitIds]
  const asked = await tx
    .select({ id: recommendationSteps.recommendationId })
    .from(recommendationSteps)
    .innerJoin(recommendations, eq(recommendations.id, recommendationSteps.recommendationId))
    .where(
      and(
        eq(recommendationSteps.state, 'open'),
        or(
          inArray(recommendationSteps.unitId, units),
          sql`(${recommendationSteps.raisedFrom} ->> 'unitId')::bigint = any(${idArray(units)})`,
        ),
        eq(recommendations.state, 'submitted'),
      ),
    )
    .orderBy(recommendationSteps.recommendationId)
  const reviewing = await tx
    .select({ id: reviewSteps.reviewId })
    .from(reviewSteps)
    .innerJoin(reviews, eq(reviews.id, reviewSteps.reviewId))
    .where(
      and(
        eq(reviewSteps.state, 'open'),
        or(
          inArray(reviewSteps.unitId, units),
          sql`(${reviewSteps.raisedFrom} ->> 'unitId')::bigint = any(${idArray(units)})`,
        ),
        eq(reviews.state, 'open'),
      ),
    )
    .orderBy(reviewSteps.reviewId)
  return { recommendations: asked.map(({ id }) => id), reviews: reviewing.map(({ id }) => id) }
}

/** Clients' teams as far as they follow from posts, also while an exit can be undone; held until the transaction ends. */
export function lockTeamClients(tx: Tx, clientIds: readonly number[]) {
  return tx
    .select()
    .from(clients)
    .where(and(inArray(clients.id, [...clientIds]), or(eq(clients.state, 'designated'), hasGrace)))
    .orderBy(clients.id)
    .for('update')
}

const hasGrace = sql`exists (select from ${reviewGraces} where ${reviewGraces.clientId} = ${clients.id} and ${reviewGraces.state} = 'running')`

/** Takes every mark away, for a rehearsal that is going to be undone. */
export async function forgetMarks(tx: Tx): Promise<void> {
  await tx.execute(sql`delete from unit_changes`)
  await tx.execute(sql`delete from team_checks`)
}

/** Marks units whose teams and waiting steps have to be looked at for a reason that no trigger sees. */
export async function markUnits(tx: Tx, unitIds: readonly number[]): Promise<void> {
  await tx.execute(sql`select mark_units(${idArray(unitIds)})`)
}
