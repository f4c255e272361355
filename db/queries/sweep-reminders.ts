import { sql } from 'drizzle-orm'
import type { DeadlineKind } from '../../src/domain/reminder/deadline.ts'
import { preparingPositions } from '../../src/domain/review/prepare-review.ts'
import type { Tx } from '../connection.ts'
import { EFFECTS_CHANNEL } from './effects.ts'

/** Who hears of a review that is coming, besides the lead client manager. */
const preparing = JSON.stringify({ positions: preparingPositions })

/** What a due date comes to today: which reminder of which reach, and when to look again. */
export interface DuePlan {
  readonly kind: DeadlineKind
  readonly dueOn: string
  /** Null = nothing is to be said yet. */
  readonly reminder: string | null
  readonly level: number
  readonly next: Date | null
}

/** The kinds and due dates among what is to be looked at by now. */
export async function dueDates(tx: Tx, now: Date): Promise<{ kind: DeadlineKind; dueOn: string }[]> {
  const rows = await tx.execute<{ kind: DeadlineKind; due_on: string }>(sql`
    select distinct kind, due_on::text from deadlines where remind_at <= ${now.toISOString()}`)
  return rows.map(({ kind, due_on: dueOn }) => ({ kind, dueOn }))
}

/**
 * Takes a batch of what is to be looked at by now, claims the reminders of what still waits, moves each on to its next
 * look, and notes who and which channels hear of it: one statement, whose cost follows what is due. Other processes take
 * other rows meanwhile.
 *
 * @returns how many rows were looked at, how many were moved on, and how many reminders claimed
 */
export async function sweepBatch(
  tx: Tx,
  plans: readonly DuePlan[],
  { now, today, size }: { now: Date; today: string; size: number },
): Promise<{ found: number; moved: number; claimed: number }> {
  const [row] = await tx.execute<{ found: number; moved: number; claimed: number }>(sql`
    with plan as materialized (
      select * from json_to_recordset(${JSON.stringify(plans)}::json)
        as plan (kind text, "dueOn" date, reminder text, level int, next timestamptz)
    ), due as materialized (
      select id, kind, item_id, round, step_no, client_id, due_on, handler_id, snoozed_until from deadlines
      where remind_at <= ${now.toISOString()} order by remind_at, id limit ${size} for update skip locked
    ), live as materialized (
      select due.id, due.kind, due.client_id, due.due_on, plan.next, due.handler_id,
        case when due.snoozed_until <= ${today} then 0 else plan.level end as level,
        case when due.snoozed_until <= ${today} then 'snoozed_' || due.snoozed_until else plan.reminder end as reminder,
        coalesce(review.unit_id, recommendation.unit_id, consent.unit_id, client.lead_unit_id) as unit_id,
        coalesce(review.taken_by, recommendation.taken_by, consent.taken_by, ${preparing}::jsonb) as taken_by,
        client.lead_client_manager_id as manager_id,
        coalesce(review.review_id, recommendation.recommendation_id, consent.proposal_id, client.id) is not null as waits
      from due join plan on plan.kind = due.kind and plan."dueOn" = due.due_on
      left join review_steps review on due.kind = 'review_step' and review.review_id = due.item_id
        and review.round = due.round and review.no = due.step_no and review.state = 'open'
      left join recommendation_steps recommendation on due.kind = 'recommendation_step'
        and recommendation.recommendation_id = due.item_id and recommendation.round = due.round
        and recommendation.no = due.step_no and recommendation.state = 'open'
      left join unit_consents consent on due.kind = 'unit_consent' and consent.proposal_id = due.item_id
        and consent.no = due.step_no and consent.state = 'open'
      left join clients client on due.kind = 'client_review' and client.id = due.item_id
        and client.state = 'designated' and client.next_review_on = due.due_on
        and not exists (select from reviews where reviews.client_id = client.id and reviews.state = 'open')
    ), moved as (
      update deadlines set remind_at = case when live.waits then live.next end, snoozed_until = null
      from live where deadlines.id = live.id returning 1
    ), claimed as (
      insert into reminders (deadline_id, due_on, reminder, level, reminded_on)
      select id, due_on, reminder, level, ${today}::date from live where waits and reminder is not null
      on conflict do nothing returning deadline_id
    ), holding as materialized (
      select appointments.* from appointments join people on people.id = appointments.person_id
      where "from" <= ${today} and ("to" is null or "to" > ${today}) and (left_on is null or left_on > ${today})
    ), told as materialized (
      select live.id, live.kind, live.client_id, live.unit_id, live.taken_by, live.level, live.manager_id,
        case when live.handler_id is not null and (live.handler_id = live.manager_id or exists (
          select from holding where holding.unit_id = live.unit_id and live.taken_by -> 'positions' ? holding.position
            and (holding.person_id = live.handler_id or exists (select from deputyships where principal_id = holding.person_id
              and deputy_id = live.handler_id and "from" <= ${today} and "to" > ${today}))
        )) then live.handler_id end as handler_id
      from claimed join live on live.id = claimed.deadline_id
    ), places as materialized (
      select distinct unit_id, taken_by, level, handler_id is null as free from told
    ), posts as (
      select places.unit_id, held.position
      from places, jsonb_array_elements_text(places.taken_by -> 'positions') as held (position) where places.free
      union
      ${superiors()}
    ), holders as materialized (
      select distinct holding.person_id from posts
      join holding on holding.unit_id = posts.unit_id and holding.position = posts.position
    ), hearers as (
      select person_id from holders
      union
      select deputyships.deputy_id from holders join deputyships on deputyships.principal_id = holders.person_id
      where deputyships."from" <= ${today} and deputyships."to" > ${today}
      union
      select manager_id from told where manager_id is not null and handler_id is null
      union
      select handler_id from told where handler_id is not null
    ), noted as (
      -- In one order, so that two sweeps do not wait for each other's rows in a circle.
      insert into digests (person_id, "on") select person_id, ${today}::date from hearers order by person_id
      on conflict (person_id, "on") do update
        set queued_at = null, times = digests.times + 1 where digests.queued_at is not null
    ), spoken as (
      -- A strategic client has a channel, and whether it is open is seen when the reminder goes out: a look at each would be most of
      -- what a sweep reads from disk. A candidate mostly has none.
      select id, client_id from told where kind <> 'recommendation_step'
      union all
      select told.id, told.client_id from told join client_channels on client_channels.client_id = told.client_id
      where told.kind = 'recommendation_step' and client_channels.state = 'open'
    ), said as (
      insert into effects (lane, kind, priority, payload, merge_key, due_at, created_at)
      select 'client/' || client_id || '/reminder', 'channel_reminder', 2, jsonb_build_object('deadlineId', id, 'on', ${today}::date),
        'channel-reminder/' || id, date_trunc('milliseconds', least(${now.toISOString()}::timestamptz, clock_timestamp())), ${now.toISOString()}
      from spoken
      on conflict (merge_key) where state = 'ready' do update set payload = excluded.payload
    )
    select (select count(*) from due)::int as found, (select count(*) from moved)::int as moved,
      (select count(*) from claimed)::int as claimed`)
  return row ?? { found: 0, moved: 0, claimed: 0 }
}

/**
 * The posts above a place, as far up as the reminder reaches: branch president, corporate department, head-office president.
 * Above the head-office president is nobody: the corporate department hears of it, which can ask.
 */
function superiors() {
  return sql`
    select above.unit_id, above.position from places
    join units unit on unit.id = places.unit_id
    cross join lateral (select case unit.level when 'sub_branch' then 0 when 'branch' then 1
      else case when places.taken_by -> 'positions' ? 'head_office_president' then 3 else 2 end end as rung) at
    cross join lateral (values
      (1, unit.branch_id, 'branch_president'),
      (2, (select id from units where level = 'head_office'), 'corporate_officer'),
      (3, (select id from units where level = 'head_office'), 'head_office_president')
    ) above (rung, unit_id, position)
    where places.level > 0
      and (above.rung > at.rung and above.rung <= at.rung + places.level or at.rung = 3 and above.rung = 2)`
}

/**
 * Queues the day's one message to everybody who is reminded, once nothing is left to be looked at: also what another
 * process holds must be done, so that nobody gets half a day's list. A message that still waits to go out is the same one.
 *
 * @returns how many were queued
 */
export async function queueDigests(tx: Tx, now: Date): Promise<number> {
  const [row] = await tx.execute<{ queued: number }>(sql`
    with ready as (
      update digests set queued_at = ${now.toISOString()} where queued_at is null
        and not exists (select from deadlines where remind_at <= ${now.toISOString()})
      returning person_id, "on", times
    ), queued as (
      insert into effects (lane, kind, priority, payload, merge_key, due_at, created_at)
      select distinct on (person_id) 'reminders/person/' || person_id, 'reminder_digest', 2,
        jsonb_build_object('personId', person_id, 'since', "on", 'on', last_value("on") over whole, 'times', last_value(times) over whole),
        'reminder-digest/' || person_id, date_trunc('milliseconds', least(${now.toISOString()}::timestamptz, clock_timestamp())), ${now.toISOString()}
      from ready window whole as (partition by person_id order by "on" rows between unbounded preceding and unbounded following)
      order by person_id, "on"
      on conflict (merge_key) where state = 'ready' do update
        set payload = excluded.payload || jsonb_build_object('since', effects.payload -> 'since')
      returning 1
    )
    select count(*)::int as queued, pg_notify(${EFFECTS_CHANNEL}, '') from queued`)
  return row?.queued ?? 0
}
