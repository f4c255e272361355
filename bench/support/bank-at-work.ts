import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { count } from 'drizzle-orm'
import type { Database } from '../../db/connection.ts'
import { openDatabase } from '../../db/embedded.ts'
import { migrate } from '../../db/migrate.ts'
import { slackAccounts } from '../../db/schema/slack-accounts.ts'
import { startStandIn } from '../../src/cli/stand-in.ts'
import { createLog } from '../../src/log.ts'
import { fromRoot } from '../../src/paths.ts'
import { importSampleBank } from '../../src/sample/import-sample-bank.ts'
import type { Workspace } from '../../src/workspace/workspace.ts'
import { type Program, startProgram } from './program.ts'
import { inTempFolder } from './temp-folder.ts'

/** The sample bank in an embedded database, and everybody of it in the stand-in; the bot is not running yet. */
export interface BankAtWork {
  /** The embedded database is in `postgres` below it. */
  readonly folder: string
  readonly database: Database & { stop(): Promise<void> }
  readonly workspace: Workspace
  /** The bot as in production: `dist` in a process of its own; given once everybody's account is linked. */
  startBot(): Promise<Program>
}

const LINKED_WITHIN_MS = 120_000

/** Prepares the sample bank, does the work, and leaves nothing behind. */
export function withBankAtWork(work: (bank: BankAtWork) => Promise<void>): Promise<void> {
  return inTempFolder(async (folder) => {
    const log = createLog('warn')
    const stops: (() => Promise<void>)[] = []
    try {
      const database = await openDatabase({ dataDir: join(folder, 'postgres'), log })
      stops.unshift(() => database.stop())
      await migrate(database, { folder: fromRoot('db', 'migrations'), log })
      await importSampleBank(database, { log })
      const workspace = await startStandIn(database, { port: 0 })
      stops.unshift(() => workspace.stop())
      const startBot = async () => {
        const bot = await startBuiltBot(folder, workspace)
        stops.unshift(() => bot.stop())
        await linked(database)
        return bot
      }
      await work({ folder, database, workspace, startBot })
    } finally {
      for (const stop of stops) await stop()
    }
  })
}

function startBuiltBot(folder: string, workspace: Workspace): Promise<Program> {
  return startProgram([process.execPath, 'run.js', 'src/main.js'], {
    folder: fromRoot(),
    environment: {
      DATA_DIR: folder,
      LOG_LEVEL: 'info',
      SLACK_BOT_TOKEN: workspace.botToken,
      SLACK_APP_TOKEN: workspace.appToken,
      SLACK_API_URL: workspace.apiUrl,
    },
    readyWords: '"msg":"ready"',
  })
}

/** The directory is read behind the start: over when the number of linked accounts is no longer growing. */
async function linked(database: Database): Promise<void> {
  const deadline = performance.now() + LINKED_WITHIN_MS
  for (let before = -1; performance.now() < deadline; ) {
    const [row] = await database.db.select({ accounts: count() }).from(slackAccounts)
    const accounts = row?.accounts ?? 0
    if (accounts > 0 && accounts === before) return
    before = accounts
    await sleep(1_000)
  }
  throw new Error('the directory was not read in time')
}
