import { sql } from 'drizzle-orm'
import type { Fragment, Sql } from 'postgres'
import type { Database, Queryable } from '../connection.ts'
import { isSerializationFailure } from '../errors.ts'
import { isTaken } from './effect-ends.ts'
import { linedHeads } from './effect-lines.ts'

/** An effect in this process's hands until its lease ends. */
export interface ClaimedEffect {
  readonly id: number
  readonly lane: string
  readonly kind: string
  readonly payload: Readonly<Record<string, unknown>>
  readonly priority: number
  /** Failures so far that count. */
  readonly attempts: number
  /** How often the row has been claimed, this time included; whoever holds an older one changes nothing. */
  readonly fence: number
  readonly firstTriedAt: Date
}

/** The right to end a claim. */
export type Claim = Pick<ClaimedEffect, 'id' | 'fence'>

export interface ClaimOptions {
  limit: number
  /** How many of them may be of priority 2. */
  backgroundLimit: number
  leaseMs: number
  /** Whose turn of a budget comes within this is taken ahead of it: it waits for the rest in hand. */
  aheadMs: number
  /** Decides what is due, where time is travelled; the database's clock when absent. Leases always follow the latter. */
  now?: Date | undefined
}

interface ClaimedRow {
  id: string
  lane: string
  kind: string
  payload: Record<string, unknown>
  priority: number
  attempts: number
  fence: number
  first_tried_at: Date
}

/** Two claims can meet again and again only while lanes keep changing hands: somebody is working on them. */
const CLAIM_TRIES = 5

/**
 * Takes rows to send, one of each lane at most: first those in line for a budget whose turn has come, as they have waited and
 * the budgets let but a few of them go; then those whose lease ran out; then heads of lanes that are due, by priority and within
 * it by how long they have waited.
 *
 * Races:
 * - Several claimers: SKIP LOCKED gives them different rows; PostgreSQL looks at a row's state again once it has the lock.
 * - Ids follow insertion, not commit: an older row may appear in a lane whose younger one is being sent. It is passed over
 *   here, and where two claimers saw the lane differently the index effects_one_sending refuses the second; it asks again.
 * - A row taken over has cost its last holder the lease, perhaps its life: that counts as a failed attempt.
 */
export async function claimEffects({ sql }: Database, options: ClaimOptions): Promise<ClaimedEffect[]> {
  for (let tries = 1; ; tries++) {
    try {
      const rows = await claimStatement(sql, options)
      return rows.map(toClaimed).sort((a, b) => a.priority - b.priority || a.id - b.id)
    } catch (error) {
      if (!isSerializationFailure(error) && !isTaken(error, 'effects_one_sending')) throw error
      if (tries === CLAIM_TRIES) return []
    }
  }
}

function claimStatement(sql: Sql, { limit, backgroundLimit, leaseMs, aheadMs, now }: ClaimOptions) {
  const time = now ? sql`${now}::timestamptz` : sql`statement_timestamp()`
  return sql<ClaimedRow[]>`
    with recursive ${linedHeads(sql, { limit, backgroundLimit, aheadMs, time })}, expired as (
      select id from effects where state = 'sending' and lease_until < clock_timestamp()
      order by id limit ${limit}::int - (select count(*) from lined) for update skip locked
    ), first as (
      select (select count(*) from lined) + (select count(*) from expired) as taken,
        (select count(*) from lined where priority = 2) as background
    ), answers as (
      ${heads(sql, 0, time)} limit ${limit}::int - (select taken from first) for update of e skip locked
    ), approvals as (
      ${heads(sql, 1, time)} limit ${limit}::int - (select taken from first) - (select count(*) from answers)
      for update of e skip locked
    ), background as (
      ${heads(sql, 2, time)} limit greatest(0, least(${backgroundLimit}::int - (select background from first), ${limit}::int
        - (select taken from first) - (select count(*) from answers) - (select count(*) from approvals)))
      for update of e skip locked
    ), taken as (
      select id from lined union all select id from expired union all select id from answers
      union all select id from approvals union all select id from background
    )
    update effects e set
      state = 'sending',
      waits_for = null,
      fence = e.fence + 1,
      attempts = e.attempts + (e.state = 'sending')::int,
      lease_until = clock_timestamp() + ${leaseMs}::float8 * interval '1 millisecond',
      first_tried_at = coalesce(e.first_tried_at, ${time})
    from taken where e.id = taken.id
    returning e.id, e.lane, e.kind, e.payload, e.priority, e.attempts, e.fence, e.first_tried_at`
}

/**
 * The due heads of one priority, who waited longest first. One scan a priority keeps (priority, due_at) a range of the
 * index effects_due, and a scalar subquery keeps the question "is it the head?" one index probe a row: as NOT EXISTS, the
 * planner may build a hash of every waiting row instead.
 */
function heads(sql: Sql, priority: number, time: Fragment) {
  return sql`
    select e.id from effects e
    where e.state = 'ready' and e.waits_for is null and e.priority = ${priority}::smallint and e.due_at <= ${time}
      and e.id = (
        select o.id from effects o where o.lane = e.lane and o.state in ('ready', 'sending') order by o.id limit 1)
      and not exists (select from effects s where s.lane = e.lane and s.state = 'sending')
    order by e.due_at, e.id`
}

function toClaimed(row: ClaimedRow): ClaimedEffect {
  const { id, lane, kind, payload, priority, attempts, fence, first_tried_at: firstTriedAt } = row
  return { id: Number(id), lane, kind, payload, priority, attempts, fence, firstTriedAt }
}

/** Prolongs what is in hand. Rows that another process has taken over meanwhile are left alone. */
export async function renewLeases(db: Queryable, claims: readonly Claim[], leaseMs: number): Promise<void> {
  const held = JSON.stringify(claims.map(({ id, fence }) => ({ id, fence })))
  await db.execute(sql`
    update effects e set lease_until = clock_timestamp() + ${leaseMs}::float8 * interval '1 millisecond'
    from jsonb_to_recordset(${held}::jsonb) as held (id bigint, fence int)
    where e.id = held.id and e.fence = held.fence and e.state = 'sending'`)
}

/** Whether anything is being sent, or could be at once; who stands in line for a budget could not. */
export async function effectsPending(db: Queryable, now?: Date): Promise<boolean> {
  const moment = now ? sql`${now.toISOString()}::timestamptz` : sql`statement_timestamp()`
  const rows = await db.execute(sql`
    (select 1 from effects where state = 'sending' limit 1)
    union all
    (select 1 from effects e
      where e.state = 'ready' and e.waits_for is null and e.priority between 0 and 2 and e.due_at <= ${moment}
        and e.id = (
          select o.id from effects o where o.lane = e.lane and o.state in ('ready', 'sending') order by o.id limit 1)
      limit 1)`)
  return rows.length > 0
}
