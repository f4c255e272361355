import { sql } from 'drizzle-orm'
import { migrate as runMigrations } from 'drizzle-orm/postgres-js/migrator'
import type { Log } from '../src/log.ts'
import { connect, type Database, isDatabaseAway, type Queryable } from './connection.ts'
import {
  type AppliedMigration,
  MigrationError,
  type MigrationFile,
  pendingMigrations,
  readMigrations,
} from './migration-files.ts'

export interface MigrateOptions {
  /** As drizzle-kit writes it: `fromRoot('db', 'migrations')`. */
  folder: string
  log?: Log
  /** Milliseconds to wait for another process that is migrating, default 5 minutes. */
  waitMs?: number
}

/** Session advisory lock of the application's database. */
const MIGRATION_LOCK = 7_310_002

/**
 * Brings the schema up to date; any number of processes may call it together. drizzle's migrator takes no lock, so one
 * is held by a session of its own for as long as that lives: when the process is killed the server sees the closed
 * connection within a second, rolls back and lets the next one go on. All pending migrations are one transaction.
 * Through pgbouncer the lock needs a session: migrate over a direct address.
 *
 * Throws MigrationError with the file and the reason; the caller must not serve then.
 */
export async function migrate(database: Database, { folder, log, waitMs = 300_000 }: MigrateOptions): Promise<void> {
  const files = readMigrations(folder)
  const session = connect({
    ...database.options,
    applicationName: 'strategic-clients migrate',
    statementTimeoutMs: 0,
    lockTimeoutMs: 0,
    idleInTransactionTimeoutMs: 0,
    reconnect: false,
  })
  try {
    await takeLock(session.db, waitMs, log)
    const pending = pendingMigrations(files, await appliedMigrations(session.db))
    if (pending.length === 0) return
    log?.info({ migrations: pending.map(({ tag }) => tag) }, 'migrating the database')
    await runMigrations(session.db, { migrationsFolder: folder }).catch((error) => {
      throw failureOf(pending, error)
    })
    assertNonePending(pendingMigrations(files, await appliedMigrations(session.db)))
  } finally {
    await session.close()
  }
}

/** Throws MigrationError unless every migration of the folder has been applied and none other. */
export async function assertMigrated(database: Database, { folder }: { folder: string }): Promise<void> {
  assertNonePending(pendingMigrations(readMigrations(folder), await appliedMigrations(database.db)))
}

async function takeLock(db: Queryable, waitMs: number, log?: Log): Promise<void> {
  // Without it a session whose program was killed in a long statement would keep the lock until the statement ends.
  await db.execute(sql`set client_connection_check_interval = '1s'`)
  const [row] = await db.execute<{ taken: boolean }>(sql`select pg_try_advisory_lock(${MIGRATION_LOCK}) as taken`)
  if (row?.taken) return
  log?.info({}, 'another process is migrating the database: waiting for it')
  await db.execute(sql`select set_config('lock_timeout', ${String(waitMs)}, false)`)
  await db.execute(sql`select pg_advisory_lock(${MIGRATION_LOCK})`).catch((error: unknown) => {
    if (sqlState(error) !== '55P03') throw error
    throw new MigrationError(`another process has been migrating for ${waitMs / 1000} s`, { cause: error })
  })
  await db.execute(sql`set lock_timeout = 0`)
}

async function appliedMigrations(db: Queryable): Promise<AppliedMigration[]> {
  const [row] = await db.execute<{ found: boolean }>(
    sql`select to_regclass('drizzle.__drizzle_migrations') is not null as found`,
  )
  if (!row?.found) return []
  const rows = await db.execute<{ when: string; hash: string }>(
    sql`select created_at as "when", hash from drizzle.__drizzle_migrations order by created_at`,
  )
  return rows.map(({ when, hash }) => ({ when: Number(when), hash }))
}

function assertNonePending(pending: MigrationFile[]): void {
  const tags = pending.map(({ tag }) => tag).join(', ')
  if (tags) throw new MigrationError(`the database lacks migrations: ${tags}`)
}

/** drizzle names the statement that failed, not its file. */
function failureOf(pending: MigrationFile[], error: unknown): unknown {
  if (isDatabaseAway(error)) return error
  const statement = error instanceof Error && 'query' in error ? String(error.query) : undefined
  const tags = pending.filter((file) => statement && file.sql.includes(statement)).map(({ tag }) => `${tag}.sql`)
  const file = tags.length > 0 ? tags.join(' or ') : pending.map(({ tag }) => `${tag}.sql`).join(', ')
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  const reason = cause instanceof Error ? cause.message : String(cause)
  return new MigrationError(`${file}: ${reason}; nothing was changed`, { cause: error })
}

function sqlState(error: unknown): unknown {
  const cause = error instanceof Error ? (error.cause ?? error) : undefined
  return cause instanceof Error && 'code' in cause ? cause.code : undefined
}
