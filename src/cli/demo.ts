import { join } from 'node:path'
import { openDatabase } from '../../db/embedded.ts'
import { migrate } from '../../db/migrate.ts'
import { systemClock } from '../clock.ts'
import { databaseConfig, readConfig } from '../config.ts'
import { createLog } from '../log.ts'
import { fromRoot } from '../paths.ts'
import { runProgram } from '../program.ts'
import { importSampleBank } from '../sample/import-sample-bank.ts'

await runProgram(async (onStop) => {
  const config = readConfig()
  const log = createLog(config.LOG_LEVEL === 'info' ? 'warn' : config.LOG_LEVEL)
  // The database starts in processes of its own, 1 s the first time; meanwhile the larger half of the program is loaded.
  const [database, { startStandIn }, { startService }] = await Promise.all([
    openDatabase({ ...databaseConfig(config), log }),
    import('./stand-in.ts'),
    import('../service.ts'),
  ])
  onStop(() => database.stop())
  await migrate(database, { folder: fromRoot('db', 'migrations'), log })
  const report = await importSampleBank(database, { log })
  if (report?.counts) console.log('已导入示例银行 / sample bank imported')
  const workspace = await startStandIn(database, {
    port: config.DEMO_PORT,
    stateFile: join(config.DATA_DIR, 'workspace.json'),
  })
  onStop(() => workspace.stop())
  const slack = { botToken: workspace.botToken, apiUrl: workspace.apiUrl, listen: { appToken: workspace.appToken } }
  const service = await startService({ slack, database, clock: systemClock, log, rates: false })
  onStop(() => service.stop())
  console.log(`就绪，请打开 / ready, open: ${workspace.url}\n按 Ctrl+C 结束 / Ctrl+C stops it.`)
})
