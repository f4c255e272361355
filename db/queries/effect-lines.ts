import type { Fragment, Sql } from 'postgres'

/**
 * The tables of a claim, "lined" the last of them: rows that wait for a turn of a budget, as many from each line as its
 * budget has turns until `aheadMs` from now, and who waited longest first. Whoever is taken is still to take its turn: the
 * budget alone decides, and who comes too late goes back to its old place.
 *
 * - Cost: a probe a line and priority, whoever stands behind. Without lines, rows that a budget sent away came back by the
 *   thousand to be sent away again.
 * - While a Retry-After runs its line gives nobody; when it is over it gives one, the probe, until that one has come through.
 * - A row in line is found again by its id: a state that stood for itself would let the planner read all that are ready.
 * - Race: two processes that look at once see the same rows first; one of them gets none (SKIP LOCKED) and looks again.
 */
export function linedHeads(
  sql: Sql,
  {
    limit,
    backgroundLimit,
    aheadMs,
    time,
  }: { limit: number; backgroundLimit: number; aheadMs: number; time: Fragment },
): Fragment {
  return sql`
    line (key) as (
      (select waits_for from effects where state = 'ready' and waits_for is not null order by waits_for limit 1)
      union all
      select (select e.waits_for from effects e where e.state = 'ready' and e.waits_for > line.key
        order by e.waits_for limit 1)
      from line where line.key is not null
    ), soon as materialized (
      select clock_timestamp() + ${aheadMs}::float8 * interval '1 millisecond' as until, clock_timestamp() as now
    ), open as (
      select line.key, class.priority, case
          when b.blocked_until is not null then 1
          when coalesce(b.every_ms, 0) = 0 then ${limit}::int
          else least(${limit}::int, 1 + floor(extract(epoch from soon.until - free.at) * 1000 / b.every_ms))::int
        end as turns
      from line join call_budgets b on b.key = line.key
        cross join (values (0), (1), (2)) as class (priority) cross join soon
        cross join lateral (select b.used_until - interval '1 millisecond'
          * case when class.priority = 2 then b.background_ahead_ms else b.ahead_ms end as at) as free
      where case when b.blocked_until is null then free.at <= soon.until
        else free.at <= soon.now and b.blocked_until <= soon.now and coalesce(b.probe_until, '-infinity') <= soon.now end
    ), in_line as (
      select head.id, head.due_at, open.priority, row_number() over (
        partition by open.priority = 2 order by open.priority, head.due_at, head.id) as place
      from open cross join lateral (
        select e.id, e.due_at from effects e
        where e.state = 'ready' and e.waits_for = open.key and e.priority = open.priority::smallint and e.due_at <= ${time}
          and e.id = (
            select o.id from effects o where o.lane = e.lane and o.state in ('ready', 'sending') order by o.id limit 1)
        order by e.due_at, e.id limit open.turns
      ) as head
    ), lined as (
      select e.id, e.priority from effects e join in_line on in_line.id = e.id
      where case when e.state = 'ready' then place end
        <= case when in_line.priority = 2 then ${backgroundLimit}::int else ${limit}::int end
      order by in_line.priority, in_line.due_at, e.id limit ${limit}::int for update of e skip locked
    )`
}
