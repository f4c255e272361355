import { openDatabase } from '../db/embedded.ts'
import { migrate } from '../db/migrate.ts'
import { systemClock } from './clock.ts'
import { databaseConfig, readConfig, slackConfig } from './config.ts'
import { createLog } from './log.ts'
import { fromRoot } from './paths.ts'
import { runProgram } from './program.ts'
import { startService } from './service.ts'

await runProgram(async (onStop) => {
  const config = readConfig()
  const slack = slackConfig(config)
  const log = createLog(config.LOG_LEVEL)
  const database = await openDatabase({ ...databaseConfig(config), log })
  onStop(() => database.stop())
  await migrate(database, { folder: fromRoot('db', 'migrations'), log })
  const service = await startService({ slack, database, clock: systemClock, log })
  onStop(() => service.stop())
  log.info({}, 'ready')
})
