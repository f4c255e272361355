import { sql } from 'drizzle-orm'
import type { Queryable } from '../connection.ts'

/** A rate: one call each so many ms, and how many may come at once after a rest. */
export interface Rate {
  readonly everyMs: number
  readonly burst: number
}

/** A call's place in time: granted after this wait, or not granted and to be asked for again after it. */
export interface Grant {
  readonly granted: boolean
  readonly waitMs: number
}

const ms = (value: number) => sql`${value}::float8 * interval '1 millisecond'`

/**
 * Takes one call out of a budget, if it may be made within `mostMs`. One statement on one row: the processes take turns, so
 * together they never take more than there is, and who waits has a moment of their own.
 *
 * @param rate null = no limit but a Retry-After that is running
 */
export async function takeCall(db: Queryable, key: string, rate: Rate | null, mostMs: number): Promise<Grant> {
  const { everyMs, burst } = rate ?? { everyMs: 0, burst: 1 }
  const ahead = ms(everyMs * (burst - 1))
  const [row] = await db.execute<{ granted: boolean; wait_ms: number }>(sql`
    with now as materialized (select date_trunc('milliseconds', clock_timestamp()) as at), taken as (
      insert into call_budgets as b (key, used_until) select ${key}, now.at + ${ms(everyMs)} from now
      on conflict (key) do update
        set used_until = greatest(b.used_until, (select at from now)) + ${ms(everyMs)}
        where greatest(b.used_until - ${ahead}, coalesce(b.blocked_until, '-infinity')) <= (select at from now) + ${ms(mostMs)}
      returning used_until - ${ms(everyMs)} - ${ahead} as free_at, blocked_until
    ), free as (
      select true as granted, free_at, blocked_until from taken
      union all
      select false, used_until - ${ahead}, blocked_until from call_budgets
      where key = ${key} and not exists (select from taken)
    )
    select granted, greatest(0, extract(epoch from
      greatest(free_at, coalesce(blocked_until, '-infinity')) - (select at from now)) * 1000)::float8 as wait_ms from free`)
  // No row: another process made the key in this very moment, and this snapshot cannot see it.
  return { granted: row?.granted ?? false, waitMs: Math.ceil(row?.wait_ms ?? 1) }
}

/**
 * Keeps Slack's Retry-After for every process. When it is over one call is due, as a probe, and the next only a whole share
 * of time later: a crowd that came back at once would be refused again.
 */
export async function blockCalls(db: Queryable, key: string, rate: Rate | null, afterMs: number): Promise<void> {
  const { everyMs, burst } = rate ?? { everyMs: 0, burst: 1 }
  const until = sql`clock_timestamp() + ${ms(afterMs)}`
  const used = sql`${until} + ${ms(everyMs * (burst - 1))}`
  await db.execute(sql`
    insert into call_budgets as b (key, used_until, blocked_until) values (${key}, ${used}, ${until})
    on conflict (key) do update set
      used_until = greatest(b.used_until, excluded.used_until),
      blocked_until = greatest(b.blocked_until, excluded.blocked_until)`)
}

/** How long a Retry-After still runs; 0 = none does. */
export async function blockedMs(db: Queryable, key: string): Promise<number> {
  const [row] = await db.execute<{ wait_ms: number }>(sql`
    select greatest(0, extract(epoch from blocked_until - clock_timestamp()) * 1000)::float8 as wait_ms
    from call_budgets where key = ${key} and blocked_until > clock_timestamp()`)
  return Math.ceil(row?.wait_ms ?? 0)
}

/** How many keys of this beginning a Retry-After runs for. */
export async function countBlocked(db: Queryable, beginning: string): Promise<number> {
  const [row] = await db.execute<{ n: number }>(sql`
    select count(*)::int as n from call_budgets
    where starts_with(key, ${beginning}) and blocked_until > clock_timestamp()`)
  return row?.n ?? 0
}
