import type { Fragment, Sql } from 'postgres'
import type { Database } from '../connection.ts'

/** A rate: one call each so many ms, and how many may come at once after a rest. */
export interface Rate {
  readonly everyMs: number
  readonly burst: number
  /** The burst of what may wait: no more than this is taken at once by it. */
  readonly backgroundBurst: number
}

/** A call's place in time. */
export interface Grant {
  /** After this wait; where it is not granted, to be asked for again after it. */
  readonly granted: boolean
  readonly waitMs: number
  /** The one call after a Retry-After: `passProbe` lets the others follow. */
  readonly probe: boolean
}

/** How long a probe may be out: the call's own time limit, and some. Then the next one goes. */
const PROBE_MS = 15_000
/** When to ask again while another's probe is out. */
const PROBED_MS = 500

const ms = (sql: Sql, value: number): Fragment => sql`${value}::float8 * interval '1 millisecond'`
const ahead = (rate: Rate | null, burst: number) => (rate ? rate.everyMs * (burst - 1) : 0)

/**
 * Takes one call out of a budget, if it may be made within `mostMs`. One statement on one row: the processes take turns, so
 * together they never take more than there is, and who waits has a moment of their own. After a Retry-After one call is
 * granted, whoever asks, and the next when that one has come through. What a crash of the server could lose is that a few
 * calls of the last moment were made.
 *
 * @param rate null = no limit but a Retry-After
 * @param background whether it may wait
 */
export async function takeCall(
  { sql }: Database,
  key: string,
  rate: Rate | null,
  { mostMs, background }: { mostMs: number; background: boolean },
): Promise<Grant> {
  const every = ms(sql, rate?.everyMs ?? 0)
  const mine = ms(sql, ahead(rate, (background ? rate?.backgroundBurst : rate?.burst) ?? 1))
  const [row] = await sql<{ granted: boolean; probe: boolean; wait_ms: number }[]>`
    with now as materialized (
      select date_trunc('milliseconds', clock_timestamp()) as at
    ), taken as (
      insert into call_budgets as b (key, used_until, every_ms, ahead_ms, background_ahead_ms)
      select ${key}, now.at + ${every}, ${rate?.everyMs ?? null}, ${ahead(rate, rate?.burst ?? 1)},
        ${ahead(rate, rate?.backgroundBurst ?? 1)} from now
      on conflict (key) do update set
        used_until = greatest(b.used_until, (select at from now)) + ${every},
        probe_until = case when b.blocked_until is not null then (select at from now) + ${ms(sql, PROBE_MS)} end,
        every_ms = excluded.every_ms, ahead_ms = excluded.ahead_ms, background_ahead_ms = excluded.background_ahead_ms
      where case when b.blocked_until is null then b.used_until - ${mine} <= (select at from now) + ${ms(sql, mostMs)}
        else greatest(b.blocked_until, b.probe_until, b.used_until - ${mine}) <= (select at from now) end
      returning used_until - ${every} - ${mine} as free_at, blocked_until is not null as probe
    ), free as (
      select true as granted, probe, free_at from taken
      union all
      select false, false, greatest(used_until - ${mine}, blocked_until,
        case when probe_until > (select at from now) then (select at from now) + ${ms(sql, PROBED_MS)} end) from call_budgets
      where key = ${key} and not exists (select from taken)
    )
    select granted, probe,
      greatest(0, extract(epoch from free_at - (select at from now)) * 1000)::float8 as wait_ms from free`
  // No row: another process made the key in this very moment, and this snapshot cannot see it.
  return { granted: row?.granted ?? false, probe: row?.probe ?? false, waitMs: Math.ceil(row?.wait_ms ?? 1) }
}

/**
 * Keeps Slack's Retry-After for every process and every class. When it is over one call is due, as a probe, and after it one
 * each share of time: a crowd that came back at once would be refused again.
 */
export async function blockCalls({ sql }: Database, key: string, rate: Rate | null, afterMs: number): Promise<void> {
  const until = sql`clock_timestamp() + ${ms(sql, afterMs)}`
  const used = sql`${until} + ${ms(sql, ahead(rate, rate?.backgroundBurst ?? 1))}`
  await sql`
    insert into call_budgets as b (key, used_until, blocked_until, every_ms, ahead_ms, background_ahead_ms)
    values (${key}, ${used}, ${until}, ${rate?.everyMs ?? null}, ${ahead(rate, rate?.burst ?? 1)},
      ${ahead(rate, rate?.backgroundBurst ?? 1)})
    on conflict (key) do update set
      used_until = greatest(b.used_until, excluded.used_until),
      blocked_until = greatest(b.blocked_until, excluded.blocked_until), probe_until = null`
}

/** The probe has come through: the others may follow. A Retry-After that came meanwhile stays. */
export async function passProbe({ sql }: Database, key: string): Promise<void> {
  await sql`
    update call_budgets set blocked_until = null, probe_until = null
    where key = ${key} and probe_until is not null and blocked_until <= clock_timestamp()`
}

/** The probe was not made: another may be. */
export async function dropProbe({ sql }: Database, key: string): Promise<void> {
  await sql`update call_budgets set probe_until = null where key = ${key}`
}

/**
 * For whoever was granted a call and has waited for its moment: Slack may have said meanwhile that it is too much.
 * @returns as for a call that is asked for anew
 */
export async function confirmCall({ sql }: Database, key: string): Promise<Grant> {
  const [row] = await sql<{ blocked: boolean; probe: boolean; wait_ms: number }[]>`
    with now as materialized (select clock_timestamp() as at), probe as (
      update call_budgets set probe_until = now.at + ${ms(sql, PROBE_MS)} from now
      where key = ${key} and greatest(blocked_until, probe_until) <= now.at and blocked_until is not null returning 1
    )
    select blocked_until is not null as blocked, exists (select from probe) as probe, greatest(0, ${PROBED_MS}::int,
      extract(epoch from blocked_until - now.at) * 1000)::float8 as wait_ms
    from call_budgets, now where key = ${key}`
  const probe = row?.probe ?? false
  return { granted: probe || !row?.blocked, probe, waitMs: probe || !row?.blocked ? 0 : Math.ceil(row.wait_ms) }
}

/** How many keys of this beginning a Retry-After runs for. */
export async function countBlocked({ sql }: Database, beginning: string): Promise<number> {
  const [row] = await sql<{ n: number }[]>`
    select count(*)::int as n from call_budgets
    where starts_with(key, ${beginning}) and blocked_until > clock_timestamp()`
  return row?.n ?? 0
}
