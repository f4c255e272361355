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
  /** Where the look before found that this one may begin; a look from the beginning when absent. */
  from?: Places | undefined
  /** Decides what is due, where time is travelled; the database's clock when absent. Leases always follow the latter. */
  now?: Date | undefined
}

/** A place in the order in which rows of one priority have waited. */
interface Place {
  readonly dueAt: Date
  readonly id: string
}

/** A place a priority. */
export type Places = readonly [Place, Place, Place]

/** What a look came to. */
export interface Claimed {
  readonly effects: readonly ClaimedEffect[]
  /** Where the next look may begin. Null = at the beginning: rows stand in lines, and who is let out of one keeps an early place. */
  readonly next: Places | null
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

/** A row for each that was taken, and one with null where none was. */
type LookRow = { [Column in keyof ClaimedRow]: ClaimedRow[Column] | null } & {
  lines: boolean
  late: Date
  firsts: readonly (readonly [priority: number, dueMs: number, id: number])[] | null
}

/**
 * A row may be seen this long after the moment from which it is due: its transaction was still under way. One that comes later
 * yet is found by the next look from the beginning.
 */
const LATE_MS = 5_000

/** Two claims can meet again and again only while lanes keep changing hands: somebody is working on them. */
const CLAIM_TRIES = 5

/**
 * Takes rows to send, one of each lane at most: first those in line for a budget whose turn has come, as they have waited and
 * the budgets let but a few of them go; then those whose lease ran out; then heads of lanes that are due, by priority and within
 * it by how long they have waited.
 *
 * A look from the beginning passes over the index entries of all rows that went out since the oldest snapshot that anybody
 * holds: during a backup, hundreds of thousands. So it is for once in a while, and also finds whose lease ran out; looks between
 * begin where the one before found the first row waiting.
 *
 * Races:
 * - Several claimers: SKIP LOCKED gives them different rows; PostgreSQL looks at a row's state again once it has the lock.
 * - Ids follow insertion, not commit: an older row may appear in a lane whose younger one is being sent. It is passed over
 *   here, and where two claimers saw the lane differently the index effects_one_sending refuses the second; it asks again.
 * - A row taken over has cost its last holder the lease, perhaps its life: that counts as a failed attempt.
 */
export async function claimEffects({ sql }: Database, options: ClaimOptions): Promise<Claimed> {
  for (let tries = 1; ; tries++) {
    try {
      const rows = await claimStatement(sql, options)
      const effects = rows.filter(isTakenRow).map(toClaimed)
      return { effects: effects.sort((a, b) => a.priority - b.priority || a.id - b.id), next: nextPlaces(rows) }
    } catch (error) {
      if (!isSerializationFailure(error) && !isTaken(error, 'effects_one_sending')) throw error
      if (tries === CLAIM_TRIES) return { effects: [], next: null }
    }
  }
}

function isTakenRow(row: LookRow): row is LookRow & ClaimedRow {
  return row.id !== null
}

function nextPlaces([look]: readonly LookRow[]): Places | null {
  if (!look || look.lines) return null
  const { late, firsts } = look
  const place = (priority: number): Place => {
    const [, dueMs, id] = firsts?.find((first) => first[0] === priority) ?? []
    return dueMs !== undefined && dueMs < late.getTime()
      ? { dueAt: new Date(dueMs), id: String(id) }
      : { dueAt: late, id: '0' }
  }
  return [place(0), place(1), place(2)]
}

function claimStatement(sql: Sql, { limit, backgroundLimit, leaseMs, aheadMs, from, now }: ClaimOptions) {
  const time = now ? sql`${now}::timestamptz` : sql`statement_timestamp()`
  const ready = (priority: 0 | 1 | 2) => readySince(sql, priority, from?.[priority])
  const heads = (priority: 0 | 1 | 2) => headsOf(sql, ready(priority), time)
  return sql<LookRow[]>`
    with recursive ${linedHeads(sql, { limit, backgroundLimit, aheadMs, time })}, expired as (
      select id from effects where ${from === undefined}::bool and state = 'sending' and lease_until < clock_timestamp()
      order by id limit ${limit}::int - (select count(*) from lined) for update skip locked
    ), sure as (
      select (select count(*) from lined) + (select count(*) from expired) as taken,
        (select count(*) from lined where priority = 2) as background
    ), answers as (
      ${heads(0)} limit ${limit}::int - (select taken from sure) for update of e skip locked
    ), approvals as (
      ${heads(1)} limit ${limit}::int - (select taken from sure) - (select count(*) from answers)
      for update of e skip locked
    ), background as (
      ${heads(2)} limit greatest(0, least(${backgroundLimit}::int - (select background from sure), ${limit}::int
        - (select taken from sure) - (select count(*) from answers) - (select count(*) from approvals)))
      for update of e skip locked
    ), taken as (
      select id from lined union all select id from expired union all select id from answers
      union all select id from approvals union all select id from background
    ), claimed as (
      update effects e set
        state = 'sending',
        waits_for = null,
        fence = e.fence + 1,
        attempts = e.attempts + (e.state = 'sending')::int,
        lease_until = clock_timestamp() + ${leaseMs}::float8 * interval '1 millisecond',
        first_tried_at = coalesce(e.first_tried_at, ${time})
      from taken where e.id = taken.id
      returning e.id, e.lane, e.kind, e.payload, e.priority, e.attempts, e.fence, e.first_tried_at
    ), look as (
      select exists (select from line where key is not null) as lines,
        least(${time}, statement_timestamp()) - ${LATE_MS}::float8 * interval '1 millisecond' as late, (
          select json_agg(json_build_array(priority, floor(extract(epoch from due_at) * 1000)::bigint, id)) from (
            ${firstOf(sql, ready(0))} union all ${firstOf(sql, ready(1))} union all ${firstOf(sql, ready(2))}) as first
        ) as firsts
    )
    select * from look left join claimed on true`
}

/** Rows of a priority that wait for their moment alone: a range of the index effects_due. */
function readySince(sql: Sql, priority: number, from: Place | undefined): Fragment {
  const since = from ? sql`and (e.due_at, e.id) >= (${from.dueAt}::timestamptz, ${from.id}::bigint)` : sql``
  return sql`from effects e where e.state = 'ready' and e.waits_for is null and e.priority = ${priority}::smallint ${since}`
}

function firstOf(sql: Sql, rows: Fragment) {
  return sql`(select e.priority, e.due_at, e.id ${rows} order by e.due_at, e.id limit 1)`
}

/**
 * Those of the rows that are due heads of their lanes, who waited longest first. One scan a priority keeps its rows a range
 * of the index, and scalar subqueries keep the questions "is it the head?" and "is one of them being sent?" one index probe
 * a row each: as NOT EXISTS, the planner may read every row that waits, or that was being sent since the oldest snapshot.
 */
function headsOf(sql: Sql, rows: Fragment, time: Fragment) {
  return sql`
    select e.id ${rows} and e.due_at <= ${time}
      and e.id = (
        select o.id from effects o where o.lane = e.lane and o.state in ('ready', 'sending') order by o.id limit 1)
      and (select s.id from effects s where s.lane = e.lane and s.state = 'sending') is null
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
