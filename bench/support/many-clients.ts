import { sql } from 'drizzle-orm'
import type { Database } from '../../db/connection.ts'
import { createLog } from '../../src/log.ts'
import { importSampleBank } from '../../src/sample/import-sample-bank.ts'

/** More than a pool has sessions, so that each is met. */
const sessions = 20

/** The day that the sweeps are of, and its opening in the bank's zone. */
export const sweepDay = '2026-11-25'
export const opening = new Date(`${sweepDay}T01:00:00Z`)

/** The sample bank with so many strategic clients beside its own, each with an open channel and a review ahead. */
export async function manyClients(database: Database, count: number): Promise<void> {
  await importSampleBank(database, { log: createLog('warn') })
  await unnamed(database)
  await inOne(
    database,
    sql`insert into clients (code, short_name, legal_name, region, industry, short_name_key, legal_name_key, state, tier,
        category, lead_unit_id, designated_at, next_review_on)
      select 'M' || n, '客户' || n, '客户' || n || '有限公司', '深圳', '制造', 'k' || n, 'k' || n, 'designated', 'regional',
        'regional_group', (array(select id from units where level = 'sub_branch'))[1 + n % 3000], now(), '2026-12-15'
      from generate_series(1, ${count}) n`,
  )
  await inOne(
    database,
    sql`insert into client_channels (client_id, state, channel_id)
      select id, 'open', 'C' || id from clients where code like 'M%'`,
  )
  await inOne(
    database,
    sql`insert into deadlines (kind, item_id, client_id, due_on, due_at, remind_at)
      select 'client_review', id, id, '2026-12-15', '2026-12-15T10:00:00Z', '2027-12-01' from clients where code like 'M%'`,
  )
  await inOne(database, sql`analyze`)
}

/** As a bank's own database is found: vacuumed; and no vacuum of its own comes between two sweeps to be compared. */
export async function settle({ sql }: Database): Promise<void> {
  const unlimited = () => sql`select set_config('statement_timeout', '0', false), pg_sleep(0.2)`
  await Promise.all(Array.from({ length: sessions }, unlimited))
  await sql`vacuum (analyze)`
  await sql`alter system set autovacuum = off`
  await sql`select pg_reload_conf()`
}

/** Makes so many of them due, spread over the whole, and forgets earlier sweeps. */
export async function makeDue(database: Database, due: number, of: number): Promise<void> {
  await inOne(database, sql`truncate reminders, digests`)
  await inOne(database, sql`truncate effects cascade`)
  const every = Math.round(of / due)
  const later = '2027-12-01'
  await inOne(
    database,
    sql`update deadlines set remind_at = case when id % ${every} = 0 then ${opening.toISOString()}::timestamptz else ${later} end
      where remind_at is distinct from case when id % ${every} = 0 then ${opening.toISOString()}::timestamptz else ${later} end`,
  )
  await inOne(database, sql`analyze`)
}

/** Pages of the database that were asked for so far, in memory or on disk. Each session keeps its count back for a while unless told. */
export async function pagesAsked(database: Database): Promise<number> {
  const tell = () => inOne(database, sql`select pg_stat_force_next_flush(), pg_sleep(0.1)`)
  await Promise.all(Array.from({ length: sessions }, tell))
  await new Promise((resolve) => setTimeout(resolve, 500))
  const [row] = await database.sql<{ pages: string }[]>`
    select pg_stat_clear_snapshot(), (select blks_hit + blks_read from pg_stat_database where datname = current_database()) as pages`
  return Number(row?.pages)
}

/** Names to find clients by take most of the time of filling, and sweeps and dry runs do not read them. */
export async function unnamed({ sql }: Database): Promise<void> {
  await sql`alter table clients disable trigger clients_search`
}

function inOne({ db }: Database, statement: ReturnType<typeof sql>) {
  return db.transaction(async (tx) => {
    await tx.execute(sql`select set_config('statement_timeout', '0', true)`)
    await tx.execute(statement)
  })
}
