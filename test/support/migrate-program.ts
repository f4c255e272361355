import { sql } from 'drizzle-orm'
import { connect, type Server } from '../../db/connection.ts'
import { assertMigrated, migrate } from '../../db/migrate.ts'
import { createLog } from '../../src/log.ts'

// As a program starts: migrate, then look whether the schema is complete, then "ready". Arguments: server, folder.
const [server, folder] = process.argv.slice(2)
if (!server || !folder) throw new Error('usage: migrate-program SERVER FOLDER')
const database = connect({ server: JSON.parse(server) as Server, max: 2 })
try {
  process.stdout.write('started\n')
  await migrate(database, { folder, log: createLog('silent') })
  await assertMigrated(database, { folder })
  const [row] = await database.db.execute<{ last: string | null }>(sql`select to_regclass('last_of_all')::text as last`)
  process.stdout.write(`ready ${row?.last}\n`)
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
  process.exitCode = 1
} finally {
  await database.close()
}
