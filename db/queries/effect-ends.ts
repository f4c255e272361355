import { type SQL, sql } from 'drizzle-orm'
import type { Database, Queryable } from '../connection.ts'
import type { Claim } from './effect-claims.ts'

/** How often a statement is asked again that met a younger row not yet committed. */
const RETRY_TRIES = 5

/**
 * Ends claims: they went out. Gives the ids of those that were ended; another process answers for whoever is not among them.
 *
 * Here and below a claim is found by its id: a state that stood for itself would let the planner read the index of what is being
 * sent instead, in which stand all that were while somebody holds an old snapshot.
 */
export async function finishEffects({ sql }: Database, claims: readonly Claim[]): Promise<ReadonlySet<number>> {
  const held = JSON.stringify(claims.map(({ id, fence }) => ({ id, fence })))
  const rows = await sql<{ id: string }[]>`
    with ended as (
      update effects e set state = 'done', lease_until = null, finished_at = clock_timestamp()
      from jsonb_to_recordset(${held}::text::jsonb) as held (id bigint, fence int)
      where e.id = held.id and case when e.state = 'sending' then e.fence = held.fence end returning e.id, e.lane
    ), ${letOut(sql)}
    select id from ended`
  return new Set(rows.map(({ id }) => Number(id)))
}

/**
 * Ends a claim: it will never go out. The lane moves on, the row stays for the operator. False = the claim was lost, and
 * another process answers for the row.
 */
export async function buryEffect(db: Queryable, { id, fence }: Claim, error: string): Promise<boolean> {
  const rows = await db.execute(sql`
    with ended as (
      update effects set state = 'dead', lease_until = null, finished_at = clock_timestamp(), last_error = ${error}
      where id = ${id} and case when state = 'sending' then fence = ${fence} end returning id, lane
    ), ${letOut(sql)}
    select from ended`)
  return rows.length > 0
}

/**
 * Takes the next row of each ended one's lane out of the line in which it was put with its head: what that one needs is
 * another method. Not the others: each is let out by the one before it. A row that somebody holds is not waited for: in a
 * wrong line it still goes out, by that line's turns.
 */
function letOut<F>(fragment: (text: TemplateStringsArray) => F): F {
  return fragment`next as (
      select (select o.id from effects o where o.lane = ended.lane and o.state = 'ready' order by o.id limit 1) as id from ended
    ), lined as (
      select e.id from effects e join next on next.id = e.id where e.waits_for is not null for update of e skip locked
    ), let_out as (
      update effects e set waits_for = null from lined where e.id = lined.id
    )`
}

export interface Retry {
  delayMs: number
  error: string
  /** Whether it goes on the account of the row. */
  counts: boolean
  /** The budget in whose line it waits from now on, at the place of its first due moment, instead of the delay. */
  line?: string | undefined
  now?: Date | undefined
}

/**
 * Ends a claim: again later, the lane waits. False as in `buryEffect`.
 *
 * Where a younger row of the same key waits, that one inherits failures and delay and this one is superseded: it would
 * draw the same thing twice. Rows behind in the lane are put off as well, or into the line, also those left in the line of an
 * earlier head; they could not go anyway, and thousands of them would otherwise be passed over at each claim.
 *
 * Races: a younger row may be inserted but not yet committed. The unique index effects_merge then makes this statement
 * wait for that commit and fails it; asked again, it sees the row. Rows held by others are not waited for when put off.
 */
export async function retryEffect(db: Queryable, claim: Claim, retry: Retry): Promise<boolean> {
  for (let tries = 1; ; tries++) {
    try {
      return (await db.execute(retryStatement(claim, retry))).length > 0
    } catch (error) {
      if (tries === RETRY_TRIES || !isTaken(error, 'effects_merge')) throw error
    }
  }
}

function retryStatement({ id, fence }: Claim, { delayMs, error, counts, line, now }: Retry): SQL {
  const due = line === undefined ? sql`(${at(now)} + ${delayMs}::float8 * interval '1 millisecond')` : sql`mine.due_at`
  const waitsFor = sql`${line ?? null}::text`
  return sql`
    with mine as (
      select id, lane, merge_key, due_at, attempts + ${counts ? 1 : 0}::int as attempts, first_tried_at from effects
      where id = ${id} and case when state = 'sending' then fence = ${fence} end for update
    ), younger as (
      update effects y set due_at = greatest(y.due_at, ${due}), attempts = greatest(y.attempts, mine.attempts),
        first_tried_at = mine.first_tried_at, last_error = ${error}, waits_for = ${waitsFor}
      from mine where y.merge_key = mine.merge_key and y.state = 'ready' returning y.id
    ), behind as (
      select b.id from effects b join mine on b.lane = mine.lane
      where b.state = 'ready'
        and case when ${waitsFor} is null then b.waits_for is null and b.due_at < ${due} else b.waits_for is distinct from ${waitsFor} end
        and (b.merge_key is null or b.merge_key is distinct from mine.merge_key)
      for update of b skip locked
    ), put_off as (
      update effects b set due_at = greatest(b.due_at, ${due}), waits_for = ${waitsFor} from behind, mine where b.id = behind.id
    )
    update effects e set
      state = case when exists (select from younger) then 'superseded' else 'ready' end,
      finished_at = case when exists (select from younger) then clock_timestamp() end,
      due_at = ${due}, waits_for = ${waitsFor}, attempts = mine.attempts, lease_until = null, last_error = ${error}
    from mine where e.id = mine.id returning e.id`
}

/** Stable within a statement, unlike clock_timestamp(): it may bound an index scan. */
function at(now: Date | undefined): SQL {
  return now ? sql`${now.toISOString()}::timestamptz` : sql`statement_timestamp()`
}

/** Whether a unique index refused, also when drizzle wrapped the error. */
export function isTaken(error: unknown, index: string): boolean {
  for (let at = error; at instanceof Error; at = at.cause) {
    if ('code' in at && at.code === '23505' && 'constraint_name' in at) return at.constraint_name === index
  }
  return false
}
