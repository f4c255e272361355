import { openDatabase } from '../../db/embedded.ts'
import { migrate } from '../../db/migrate.ts'
import { databaseConfig, readConfig } from '../config.ts'
import { createLog } from '../log.ts'
import { fromRoot } from '../paths.ts'
import { runProgram } from '../program.ts'
import { accountName } from './account-name.ts'
import { runImport } from './run-import.ts'

await runProgram(async (onStop) => {
  const config = readConfig()
  const log = createLog(config.LOG_LEVEL === 'info' ? 'warn' : config.LOG_LEVEL)
  process.exitCode = await runImport(process.argv.slice(2), {
    out: (line) => console.log(line),
    err: (line) => console.error(line),
    watched: process.stderr.isTTY === true,
    async open() {
      const database = await openDatabase({ ...databaseConfig(config), log })
      onStop(() => database.stop())
      try {
        await migrate(database, { folder: fromRoot('db', 'migrations') })
      } catch (error) {
        // An open pool would keep the program from ending.
        await database.stop()
        throw error
      }
      return database
    },
    log,
    operator: accountName(),
  })
})
