import { sql } from 'drizzle-orm'
import { connect, type Database, isDatabaseAway, type Server } from '../connection.ts'
import { CLUSTER_NAME } from './cluster.ts'
import { EmbeddedError } from './embedded-error.ts'

/** Advisory lock of the maintenance database, held shared by every program that uses the embedded server. */
const PRESENCE_LOCK = 7_310_001

export interface Presence {
  /** Gives up the place; true when no other program uses the server, which then may be stopped. */
  isLast(): Promise<boolean>
  /** Ends the session, and with it the right to stop. */
  leave(): Promise<void>
}

/**
 * Joins a running server of ours: the lock lives as long as the session, so a killed program does not count.
 * Gives undefined when no server answers there, or one that is starting or stopping.
 */
export async function join(server: Server): Promise<Presence | undefined> {
  const session = connect({
    server,
    applicationName: 'strategic-clients presence',
    lockTimeoutMs: 0,
    idleInTransactionTimeoutMs: 0,
    reconnect: false,
  })
  try {
    const [row] = await session.db.execute<{ name: string }>(sql`select current_setting('cluster_name') as name`)
    if (row?.name !== CLUSTER_NAME) throw new EmbeddedError('the server on the database folder is not this program’s')
    await session.db.execute(sql`select pg_advisory_lock_shared(${PRESENCE_LOCK})`)
    return presenceOf(session)
  } catch (error) {
    await session.close()
    // A program that stops the server holds the lock alone until the server is gone, which ends this session.
    if (isDatabaseAway(error)) return undefined
    throw error
  }
}

function presenceOf(session: Database): Presence {
  return {
    async isLast() {
      try {
        await session.db.execute(sql`select pg_advisory_unlock_shared(${PRESENCE_LOCK})`)
        const [row] = await session.db.execute<{ last: boolean }>(
          sql`select pg_try_advisory_lock(${PRESENCE_LOCK}) as last`,
        )
        return row?.last === true
      } catch (error) {
        if (isDatabaseAway(error)) return false
        throw error
      }
    },
    leave: () => session.close(),
  }
}
