import { sql } from 'drizzle-orm'
import { openDatabase } from '../../db/embedded.ts'
import { createLog } from '../../src/log.ts'

// A program with the embedded database of the given folder: says that it is up, and stops at SIGTERM as main does.
const [dataDir] = process.argv.slice(2)
if (!dataDir) throw new Error('usage: embedded-program FOLDER')
try {
  const database = await openDatabase({ dataDir, log: createLog('silent') })
  await database.db.execute(sql`create table if not exists kept (program int)`)
  await database.db.execute(sql`insert into kept values (${process.pid})`)
  process.once('SIGTERM', () => database.stop().then(() => process.exit(0)))
  process.stdout.write('up\n')
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
  process.exitCode = 1
}
