import type { Database } from '../../db/connection.ts'
import { openDatabase } from '../../db/embedded.ts'
import { migrate } from '../../db/migrate.ts'
import { databaseConfig, readConfig } from '../config.ts'
import { createLog, type Log } from '../log.ts'
import { fromRoot } from '../paths.ts'
import type { OnStop } from '../program.ts'

/** The log of a command: what goes well is said by the command itself. */
export function commandLog(): Log {
  const { LOG_LEVEL } = readConfig()
  return createLog(LOG_LEVEL === 'info' ? 'warn' : LOG_LEVEL)
}

/** The configured database with its schema complete, for a command; closed when the program ends. */
export async function openMigrated(onStop: OnStop, log: Log): Promise<Database> {
  const database = await openDatabase({ ...databaseConfig(readConfig()), log })
  onStop(() => database.stop())
  await migrate(database, { folder: fromRoot('db', 'migrations') })
  return database
}
