import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { type ConnectOptions, connect, type Database } from '../../db/connection.ts'
import { openDatabase } from '../../db/embedded.ts'
import { migrate } from '../../db/migrate.ts'
import { loadFolder } from '../../src/folder.ts'
import { createLog } from '../../src/log.ts'
import { startOutbox } from '../../src/outbox/outbox.ts'
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
import { createDatabaseClock, type Follower, makeTimeVirtual, type VirtualTime } from './virtual-time.ts'

/** The delivering half of the bot and the stand-in on virtual time. */
export interface VirtualBot {
  readonly database: Database
  readonly workspace: Workspace
  readonly time: VirtualTime
  /** A worker in this program, with a pool, gateway, budgets and an outbox of its own. */
  startWorker(): Promise<void>
  /** The same in a process of its own, without kinds of the bench's own. */
  startProcess(): Promise<void>
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
    const stops: (() => Promise<void>)[] = []
    const { botToken: token, apiUrl, teamId, botUserId } = workspace
    const worker: Worker = { token, apiUrl, teamId, botUserId, server: embedded.options, pollMs }
    try {
      await work({
        database,
        workspace,
        time,
        async startWorker() {
          stops.push(await startDelivering(connect(worker.server), worker, workspace.fetch, time.now, options.kinds))
        },
        async startProcess() {
          const { follower, stop } = await startWorkerProcess(worker, time.now())
          time.lead(follower)
          stops.push(stop)
        },
      })
    } finally {
      time.restore()
      for (const stop of stops) await stop()
      await database.close()
      await workspace.stop()
      await embedded.stop()
    }
  })
}

/** What a worker must know, also in a process of its own. */
export interface Worker {
  readonly server: ConnectOptions
  readonly token: string
  readonly apiUrl: string
  readonly teamId: string
  readonly botUserId: string
  readonly pollMs: number
}

/**
 * Starts an outbox with all that it needs.
 * @param database of its own; closed when it ends
 * @param kinds beside those of the bot
 * @returns ends it at once
 */
export async function startDelivering(
  database: Database,
  { token, apiUrl, teamId, botUserId, pollMs }: Worker,
  ask: typeof fetch,
  now: () => number,
  kinds: readonly OutgoingKind[] = [],
): Promise<() => Promise<void>> {
  const client = createSlackClient({ token, apiUrl, fetch: ask, log })
  const with_: DeliverDeps = {
    deps: { database, clock: { now: () => new Date(now()) }, log },
    gateway: createGateway({ client, log }),
    archivist: null,
    languages: createLanguages([]),
    teamId,
    botUserId,
    timeZone: () => 'Asia/Shanghai',
    markOf: createMarks('bench'),
    lookAfterMs: 20_000,
  }
  const own = await loadFolder<OutgoingKind>(fromRoot('src', 'slack', 'deliver'), 'outgoing')
  const gateways = [0, 1, 2].map((priority) =>
    createGateway({ client, log, gate: createBudget(database, teamId, priority) }),
  )
  const deliver = deliverBy([...own, ...kinds], with_, (priority) => gateways[priority] ?? with_.gateway)
  const outbox = startOutbox({ database, log, pollMs, deliver })
  return async () => {
    await outbox.stop(0)
    await database.close()
  }
}

/** A process that says when its next timer is due each time it is at rest; see `virtual-worker.ts`. */
async function startWorkerProcess(
  worker: Worker,
  startsAt: number,
): Promise<{ follower: Follower; stop: () => Promise<void> }> {
  const child = fork(fromRoot('bench', 'support', 'virtual-worker.ts'), [JSON.stringify({ worker, startsAt })], {
    execArgv: ['--import', 'tsx'],
  })
  const gone = once(child, 'exit')
  const ended = gone.then(() => Promise.reject(new Error('a worker process ended')))
  ended.catch(() => undefined)
  const told = () => Promise.race([once(child, 'message').then(([next]) => next as number | null), ended])
  let next = told()
  await next
  return {
    follower: {
      next: () => next,
      pass(now) {
        next = told()
        child.send(now)
      },
    },
    async stop() {
      if (child.connected) child.disconnect()
      await gone
    },
  }
}
