import { openDatabase } from '../../db/embedded.ts'
import { migrate } from '../../db/migrate.ts'
import { systemClock } from '../clock.ts'
import { databaseConfig, readConfig } from '../config.ts'
import { createLog } from '../log.ts'
import { fromRoot } from '../paths.ts'
import { runProgram } from '../program.ts'
import { runOutbox } from './run-outbox.ts'

await runProgram(async (onStop) =>
  runOutbox(process.argv.slice(2), {
    out: (line) => console.log(line),
    err: (line) => console.error(line),
    clock: systemClock,
    async open() {
      const config = readConfig()
      const log = createLog(config.LOG_LEVEL === 'info' ? 'warn' : config.LOG_LEVEL)
      const database = await openDatabase({ ...databaseConfig(config), log })
      onStop(() => database.stop())
      await migrate(database, { folder: fromRoot('db', 'migrations') })
      return database
    },
  }),
)
