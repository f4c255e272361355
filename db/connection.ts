import type { ExtractTablesWithRelations } from 'drizzle-orm'
import type { PgDatabase, PgTransaction } from 'drizzle-orm/pg-core'
import type { PostgresJsDatabase, PostgresJsQueryResultHKT } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { createDial, type Dial } from './dial.ts'
import { createPool } from './pool.ts'

type NoSchema = Record<string, never>

/** The pool. A query on it runs in a transaction of its own. */
export type Db = PostgresJsDatabase<NoSchema>

/** An open transaction, as `db.transaction(async (tx) => …)` gives it. */
export type Tx = PgTransaction<PostgresJsQueryResultHKT, NoSchema, ExtractTablesWithRelations<NoSchema>>

/** For a question that may be asked in a transaction or outside one: both `Db` and `Tx` are one. */
export type Queryable = PgDatabase<PostgresJsQueryResultHKT, NoSchema>

/** Where a server is: a URL, or the folder of its Unix socket. */
export type Server = { url: string } | { host: string; port: number; user: string; database: string }

export interface ConnectOptions {
  server: Server
  /** Connections in the pool, default 10. */
  max?: number
  /** Shown in pg_stat_activity, default "strategic-clients". */
  applicationName?: string
  /** Milliseconds a statement may run, default 8,000; 0 = no limit. */
  statementTimeoutMs?: number
  /** Milliseconds a statement may wait for a lock, default 5,000; 0 = no limit. */
  lockTimeoutMs?: number
  /** Milliseconds a transaction may stay open and silent, default 10,000; 0 = no limit. */
  idleInTransactionTimeoutMs?: number
  /**
   * Set when pgbouncer stands between: no prepared statements, and none of the three limits above, because pgbouncer
   * refuses them at connect; give them to the role instead (`ALTER ROLE … SET statement_timeout = …`).
   */
  pgbouncer?: boolean
  /** False = the pool is one session, never replaced once lost. Default true. */
  reconnect?: boolean
}

export interface Database {
  db: Db
  /**
   * Several questions in one transaction that can change nothing. Their answer is there when the last of them is: nobody
   * waits for the transaction's end, which decides nothing.
   */
  read<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  /**
   * A separate plain client for the queue's single raw statements, opened at its first query. drizzle turns off the date and
   * JSON conversion of the client it is given, so the two must not share one. Transactions belong to `db`, which alone
   * stands the loss of a session in the middle of one. Its statements are planned once a session, as probes of indexes, and
   * their commits do not wait for the disk.
   */
  sql: postgres.Sql
  /** As given to `connect`, to open a further session on the same server. */
  options: ConnectOptions
  /** Ends both clients: running queries have 5 s to finish. */
  close(): Promise<void>
}

/** A query waits no longer than this for a connection. Slack gives 3 s in all; 2 s leaves room for an honest answer. */
const CONNECT_TIMEOUT_S = 2
const CLOSE_TIMEOUT_S = 5

/**
 * For the queue's statements, which must touch as many rows as they take, however many wait: planning them costs more than
 * running them, and a plan kept from when a table was small must not read the whole of it once it has grown. Their commits do
 * not wait for the disk: a crash of the server makes the queue forget the claims and ends of its last moment, not what
 * `sends` keeps of calls by the pool, so what was sent is found and not sent again.
 */
const QUEUE = {
  plan_cache_mode: 'force_generic_plan',
  enable_seqscan: 'off',
  enable_hashjoin: 'off',
  enable_mergejoin: 'off',
  synchronous_commit: 'off',
}

/** Makes the pool; dials nothing before the first query. Sessions run in UTC. */
export function connect(options: ConnectOptions): Database {
  const max = options.reconnect === false ? 1 : (options.max ?? 10)
  const dial = createDial(options.reconnect === false ? { reconnect: false } : {})
  const pool = createPool((onclose) => open(options, max, dial, onclose))
  const sql = open(options, Math.min(max, 2), createDial(), undefined, options.pgbouncer ? {} : QUEUE)
  return {
    db: pool.db,
    read: (work) => pool.readOnly.transaction(work),
    sql,
    options,
    async close() {
      await Promise.all([pool.close(CLOSE_TIMEOUT_S), sql.end({ timeout: CLOSE_TIMEOUT_S })])
    },
  }
}

function open(
  options: ConnectOptions,
  max: number,
  socket: Dial,
  onclose = () => {},
  planning: Readonly<Record<string, string>> = {},
): postgres.Sql {
  const settings = {
    max,
    connect_timeout: CONNECT_TIMEOUT_S,
    // The default grows to 20 s after failures, and every query in the queue waits its turn of it. Nothing dials here
    // but for a query, so there is no storm to slow down.
    backoff: () => 0,
    max_lifetime: null,
    // postgres.js asks each new session for the array types by a query of its own, and lets its failure go unhandled when
    // the server is stopping. Nothing here sends or reads arrays.
    fetch_types: false,
    prepare: !options.pgbouncer,
    connection: { ...sessionSettings(options), ...planning },
    onnotice: () => {},
    onclose,
    socket,
  }
  const { server } = options
  return 'url' in server ? postgres(server.url, settings) : postgres({ ...server, ...settings })
}

function sessionSettings(options: ConnectOptions) {
  const always = { application_name: options.applicationName ?? 'strategic-clients', TimeZone: 'UTC' }
  if (options.pgbouncer) return always
  return {
    ...always,
    statement_timeout: options.statementTimeoutMs ?? 8_000,
    lock_timeout: options.lockTimeoutMs ?? 5_000,
    idle_in_transaction_session_timeout: options.idleInTransactionTimeoutMs ?? 10_000,
  }
}

export { isDatabaseAway, isSerializationFailure } from './errors.ts'
