import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { openDatabase } from '../../db/embedded.ts'
import { migrate } from '../../db/migrate.ts'
import { auditActions } from '../../db/queries/audit.ts'
import { systemClock } from '../clock.ts'
import { readConfig } from '../config.ts'
import { createLog } from '../log.ts'
import { fromRoot } from '../paths.ts'
import { runProgram } from '../program.ts'
import { importSampleBank } from '../sample/import-sample-bank.ts'
import { startService } from '../service.ts'
import { startStandIn } from './stand-in.ts'
import { playStory } from './tour/story.ts'
import { createTranscript } from './tour/transcript.ts'

/** The tour has a bank of its own, made anew each time, so that it never meets what the demo or a real bank holds. */
await runProgram(async (onStop) => {
  const folder = join(readConfig().DATA_DIR, 'tour')
  rmSync(folder, { recursive: true, force: true })
  const log = createLog('error')
  const database = await openDatabase({ dataDir: join(folder, 'postgres'), log })
  onStop(async () => rmSync(folder, { recursive: true, force: true }))
  onStop(() => database.stop())
  await migrate(database, { folder: fromRoot('db', 'migrations'), log })
  await importSampleBank(database, { log })
  const workspace = await startStandIn(database, { port: 0 })
  onStop(() => workspace.stop())
  const slack = { botToken: workspace.botToken, apiUrl: workspace.apiUrl, listen: { appToken: workspace.appToken } }
  const service = await startService({ slack, database, clock: systemClock, log, rates: false })
  onStop(() => service.stop())

  const transcript = createTranscript((line) => console.log(line))
  await playStory(transcript, workspace, (code) => database.db.transaction((tx) => auditActions(tx, code)))
  const { held, missed } = transcript.result()
  console.log(`\n${held} 处核对，${missed} 处不符 / ${held + missed} statements held against Slack, ${missed} not seen`)
  return missed === 0 ? 0 : 1
})
