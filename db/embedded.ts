import type { ChildProcess } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Log } from '../src/log.ts'
import { type ConnectOptions, connect, type Database, type Server } from './connection.ts'
import { findBinaries } from './embedded/binaries.ts'
import { type ClusterOptions, createCluster, launchServer, readPidFile, worksIn } from './embedded/cluster.ts'
import { EmbeddedError } from './embedded/embedded-error.ts'
import { type DataFolder, prepareFolder, socketFolder } from './embedded/folder.ts'
import { join, type Presence } from './embedded/presence.ts'

export interface EmbeddedOptions extends Partial<ClusterOptions> {
  /** Kept from run to run; made when missing. */
  dataDir: string
  log: Log
}

export interface Embedded {
  server: Server
  /** True = the server was running already, started by another program or left by one that was killed. */
  adopted: boolean
  /** Stops the server, unless another program uses it: the last one to leave stops it, whoever started it. */
  stop(): Promise<void>
}

/** A killed server may hold its folder for a moment, and one that is stopping must first be gone. */
const HELD_FOR_MS = 5_000
const STOP_WITHIN_MS = 10_000

/**
 * A real PostgreSQL under `dataDir`, reached by its socket only. Starts it, or adopts the running one; several
 * programs may do so together. Throws EmbeddedError with one clear line when the folder cannot be used.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const { dataDir, log } = options
  const cluster = { durable: options.durable ?? true, settings: options.settings ?? {} }
  const folder = prepareFolder(dataDir)
  const binaries = findBinaries(folder)
  await createCluster(folder, binaries, cluster)
  const socketDir = socketFolder(folder)
  const server = { host: socketDir, port: 5432, user: 'postgres', database: 'postgres' }

  const deadline = performance.now() + HELD_FOR_MS
  let child: ChildProcess | undefined
  for (;;) {
    const presence = await join(server)
    if (presence) return embedded(server, folder, presence, child, log)
    if (performance.now() > deadline) throw heldBy(folder)
    const outcome = await launchServer(folder, socketDir, binaries, cluster)
    if (outcome === 'held') await sleep(100)
    else child = outcome
  }
}

/** The program's database: the real server of `databaseUrl`, or else the embedded one under `dataDir`. */
export async function openDatabase({
  databaseUrl,
  dataDir,
  log,
  ...settings
}: { databaseUrl?: string | undefined; dataDir: string; log: Log } & Omit<ConnectOptions, 'server'>): Promise<
  Database & { stop(): Promise<void> }
> {
  if (databaseUrl) {
    const database = connect({ ...settings, server: { url: databaseUrl } })
    return { ...database, stop: () => database.close() }
  }
  const server = await startEmbedded({ dataDir, log })
  const database = connect({ ...settings, server: server.server })
  return {
    ...database,
    async stop() {
      await database.close()
      await server.stop()
    },
  }
}

function embedded(
  server: Server,
  folder: DataFolder,
  presence: Presence,
  child: ChildProcess | undefined,
  log: Log,
): Embedded {
  let stopping: Promise<void> | undefined
  const died = (code: number | null, signal: string | null) =>
    log.error({ code, signal, folder: folder.place }, 'the embedded database ended by itself')
  child?.on('exit', died)
  log.info({ folder: folder.place, adopted: !child }, child ? 'embedded database started' : 'embedded database adopted')
  return {
    server,
    adopted: !child,
    stop() {
      child?.off('exit', died)
      stopping ??= stopServer(folder, presence, log)
      return stopping
    },
  }
}

async function stopServer({ place, cluster }: DataFolder, presence: Presence, log: Log): Promise<void> {
  const { pid } = readPidFile(cluster)
  try {
    if (pid === undefined) return
    if (!(await presence.isLast())) {
      log.info({ folder: place }, 'embedded database left to the other programs that use it')
      return
    }
    if (!worksIn(pid, cluster)) {
      log.warn({ folder: place, pid }, 'embedded database left running: its process cannot be seen from here')
      return
    }
    // SIGINT = end all sessions and write everything down; SIGQUIT = stop at once, the log is replayed next time.
    process.kill(pid, 'SIGINT')
    if (!(await gone(cluster, pid))) process.kill(pid, 'SIGQUIT')
    if (!(await gone(cluster, pid))) throw new EmbeddedError(`the embedded database (process ${pid}) does not stop`)
  } finally {
    await presence.leave()
  }
}

async function gone(cluster: string, pid: number): Promise<boolean> {
  const deadline = performance.now() + STOP_WITHIN_MS
  while (readPidFile(cluster).pid === pid) {
    if (performance.now() > deadline) return false
    await sleep(10)
  }
  return true
}

function heldBy({ cluster }: DataFolder): EmbeddedError {
  const { pid } = readPidFile(cluster)
  const holder = pid
    ? `is held by another server (process ${pid})`
    : 'is held by another server, or a crash left its postmaster.pid empty: where none runs there, delete that file'
  return new EmbeddedError(`database folder ${cluster} ${holder}`)
}
