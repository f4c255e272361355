import { join } from 'node:path'
import { connect, type Database } from '../../db/connection.ts'
import { openDatabase } from '../../db/embedded.ts'
import { migrate } from '../../db/migrate.ts'
import { loadFolder } from '../../src/folder.ts'
import { createLog } from '../../src/log.ts'
import { type Outbox, startOutbox } from '../../src/outbox/outbox.ts'
import { fromRoot } from '../../src/paths.ts'
import { createBudget } from '../../src/slack/deliver/budget.ts'
import { deliverBy } from '../../src/slack/deliver/deliver-by.ts'
import type { DeliverDeps, OutgoingKind } from '../../src/slack/deliver/kind.ts'
import { createGateway } from '../../src/slack/gateway.ts'
import { createLanguages } from '../../src/slack/languages.ts'
import { createMarks } from '../../src/slack/mark.ts'
import { createSlackClient } from '../../src/slack/slack-client.ts'
import { startWorkspace, type Workspace } from '../../src/workspace/workspace.ts'
import { inTempFolder } from './temp-folder.ts'
import { createDatabaseClock, makeTimeVirtual, type VirtualTime } from './virtual-time.ts'

/** The delivering half of the bot and the stand-in on virtual time. */
export interface VirtualBot {
  readonly database: Database
  readonly workspace: Workspace
  readonly time: VirtualTime
  /** A worker as of a process of its own: its own pool, gateway, budgets and outbox. */
  startWorker(): Promise<Outbox>
}

export interface VirtualBotOptions {
  /** See `VirtualTimeOptions`; 500. */
  stepMs?: number
  pollMs?: number
  /** Kinds of the bench's own, beside those of the bot. */
  kinds?: readonly OutgoingKind[]
  /** In real time, with an empty database and workspace. */
  prepare?: (database: Database, workspace: Workspace) => Promise<void>
}

const log = createLog('silent')

/** Prepares, does the work, and leaves nothing behind. */
export function withVirtualBot(options: VirtualBotOptions, work: (bot: VirtualBot) => Promise<void>): Promise<void> {
  return inTempFolder(async (folder) => {
    const embedded = await openDatabase({ dataDir: join(folder, 'postgres'), log })
    await migrate(embedded, { folder: fromRoot('db', 'migrations') })
    await createDatabaseClock(embedded)
    const clock = { now: Date.now }
    const workspace = await startWorkspace({ seed: 1, keepLog: 1_000, now: () => clock.now() })
    await options.prepare?.(embedded, workspace)
    const { stepMs = 500, pollMs = 1_000 } = options
    const database = connect(embedded.options)
    const time = await makeTimeVirtual({ database, startsAt: Math.ceil(Date.now() / stepMs) * stepMs, stepMs })
    clock.now = time.now
    const pools: Database[] = [database]
    const outboxes: Outbox[] = []
    try {
      const startWorker = async () => {
        const own = connect(embedded.options)
        pools.push(own)
        const deliver = await delivering(own, workspace, time, options.kinds ?? [])
        const outbox = startOutbox({ database: own, log, pollMs, deliver })
        outboxes.push(outbox)
        return outbox
      }
      await work({ database, workspace, time, startWorker })
    } finally {
      time.restore()
      for (const outbox of outboxes) await outbox.stop(0)
      for (const pool of pools) await pool.close()
      await workspace.stop()
      await embedded.stop()
    }
  })
}

async function delivering(database: Database, workspace: Workspace, time: VirtualTime, more: readonly OutgoingKind[]) {
  const { botToken: token, apiUrl, fetch, teamId, botUserId } = workspace
  const client = createSlackClient({ token, apiUrl, fetch, log })
  const with_: DeliverDeps = {
    deps: { database, clock: { now: () => new Date(time.now()) }, log },
    gateway: createGateway({ client, log }),
    archivist: null,
    languages: createLanguages([]),
    teamId,
    botUserId,
    timeZone: () => 'Asia/Shanghai',
    markOf: createMarks('bench'),
    lookAfterMs: 20_000,
  }
  const kinds = await loadFolder<OutgoingKind>(fromRoot('src', 'slack', 'deliver'), 'outgoing')
  const gateways = [0, 1, 2].map((priority) =>
    createGateway({ client, log, gate: createBudget(database, teamId, priority) }),
  )
  return deliverBy([...kinds, ...more], with_, (priority) => gateways[priority] ?? with_.gateway)
}
