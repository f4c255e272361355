import { and, desc, eq, sql } from 'drizzle-orm'
import { noAccount } from '../../src/domain/organisation/unreached.ts'
import type { Queryable, Tx } from '../connection.ts'
import { effects } from '../schema/effects.ts'
import { idArray } from './arrays.ts'
import { isTaken } from './effect-ends.ts'
import { EFFECTS_CHANNEL } from './effects.ts'

/** A row that was given up. */
export interface GivenUp {
  readonly id: number
  readonly kind: string
  readonly lane: string
  readonly error: string
  readonly attempts: number
  readonly finishedAt: Date | null
}

/** What was given up, with the reason, newest first. */
export async function givenUp(db: Queryable, limit = 100, offset = 0): Promise<GivenUp[]> {
  const dead = db.select().from(effects).where(eq(effects.state, 'dead'))
  const rows = await dead.orderBy(desc(effects.id)).limit(limit).offset(offset)
  return rows.map(({ id, kind, lane, lastError, attempts, finishedAt }) => ({
    id,
    kind,
    lane,
    error: lastError ?? '',
    attempts,
    finishedAt,
  }))
}

/** How many rows are given up and neither sent again nor dropped. */
export function countGivenUp(db: Queryable): Promise<number> {
  return db.$count(effects, eq(effects.state, 'dead'))
}

/** Drops a row that was given up: it stays as superseded and is no longer told of. False = it was not given up. */
export async function dropEffect(db: Queryable, id: number): Promise<boolean> {
  const rows = await db
    .update(effects)
    .set({ state: 'superseded' })
    .where(and(eq(effects.id, id), eq(effects.state, 'dead')))
    .returning({ id: effects.id })
  return rows.length > 0
}

/** What came of reviving: `superseded` = a younger row of its key waits already and says the same. */
export type Revival = 'ready' | 'superseded' | 'not_dead'

/**
 * Sends a row that was given up once more, with a clean account, ahead of what waits in its lane. Wakes the workers when
 * the transaction commits.
 *
 * Race: a younger row of its key, inserted and not yet committed, makes the statement wait and fail; asked again, it sees
 * that row. In a transaction of the caller's own a savepoint keeps that failure from ending it.
 */
export async function reviveEffect(db: Queryable, id: number, now: Date): Promise<Revival> {
  try {
    return await db.transaction((inner) => revive(inner, id, now))
  } catch (error) {
    if (!isTaken(error, 'effects_merge')) throw error
    return revive(db, id, now)
  }
}

async function revive(db: Queryable, id: number, now: Date): Promise<Revival> {
  const rows = await db.execute<{ state: Revival }>(sql`
    with revived as (
      update effects e set
        state = case when exists (select from effects y where y.merge_key = e.merge_key and y.state = 'ready')
          then 'superseded' else 'ready' end,
        due_at = date_trunc('milliseconds', least(${now.toISOString()}::timestamptz, clock_timestamp())),
        attempts = 0, first_tried_at = null, finished_at = null
      where e.id = ${id} and e.state = 'dead' returning e.state
    )
    select state, pg_notify(${EFFECTS_CHANNEL}, '') from revived`)
  return rows[0]?.state ?? 'not_dead'
}

/**
 * Sends what was given up as these people had no account in use, oldest first; of what says the same only the youngest.
 * Whose a row is stands in its lane.
 */
export async function reviveUnreached(tx: Tx, personIds: readonly number[], now: Date): Promise<void> {
  const rows = await tx.execute<{ id: string; newest: boolean }>(sql`
    select id, id = max(id) over (partition by coalesce(merge_key, id::text)) as newest from effects
    where state = 'dead' and last_error = ${noAccount}
      and substring(lane from '(?:^|/)person/([0-9]+)')::bigint = any(${idArray(personIds)})
    order by id`)
  for (const { id, newest } of rows) await (newest ? reviveEffect(tx, Number(id), now) : dropEffect(tx, Number(id)))
}

/** How the outbox stands: rows by state, and calls of which it is not known whether they were done. */
export interface OutboxStanding {
  readonly waiting: number
  readonly sending: number
  readonly givenUp: number
  readonly doubtful: number
}

/** Counts them now. */
export async function outboxStanding(db: Queryable): Promise<OutboxStanding> {
  const [row] = await db.execute<{ waiting: number; sending: number; given_up: number; doubtful: number }>(sql`
    select
      (select count(*) from effects where state = 'ready')::int as waiting,
      (select count(*) from effects where state = 'sending')::int as sending,
      (select count(*) from effects where state = 'dead')::int as given_up,
      (select count(*) from sends where state in ('sending', 'unknown'))::int as doubtful`)
  return {
    waiting: row?.waiting ?? 0,
    sending: row?.sending ?? 0,
    givenUp: row?.given_up ?? 0,
    doubtful: row?.doubtful ?? 0,
  }
}
