import { type ChildProcess, spawn } from 'node:child_process'
import {
  chownSync,
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Binaries } from './binaries.ts'
import { EmbeddedError } from './embedded-error.ts'
import type { DataFolder } from './folder.ts'
import { serverOwner } from './owner.ts'

/** Marks a server as one of ours; shown in its process titles too. */
export const CLUSTER_NAME = 'strategic-clients'

export interface ClusterOptions {
  /** False gives up safety against power loss for speed: tests only. */
  durable: boolean
  /** Further `-c` settings. */
  settings: Record<string, string>
}

/** The environment is not passed on: PGDATA, PGPORT or a foreign locale would change what starts. */
const ENVIRONMENT = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }
const ABANDONED_MS = 10 * 60_000
/** After a crash the server first replays its log; it is waited for as long as it lives, up to this. */
const READY_WITHIN_MS = 120_000

/**
 * For a small machine: measured 40 MB in all (PSS) with ten idle connections, against 49 MB with the defaults.
 * No extra processes (replication launcher, parallel and I/O workers), and fsync stays on.
 */
const SETTINGS = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  cluster_name: CLUSTER_NAME,
  shared_buffers: '32MB',
  max_connections: '60',
  io_method: 'sync',
  max_parallel_workers_per_gather: '0',
  max_logical_replication_workers: '0',
  max_wal_senders: '0',
  wal_level: 'minimal',
  max_wal_size: '256MB',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
}
const UNSAFE = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }

/**
 * Makes the cluster if there is none. Several programs may do so together: each works in a folder of its own and the
 * first to rename it wins, so a half-made cluster is never opened.
 */
export async function createCluster(
  folder: DataFolder,
  binaries: Binaries,
  { durable }: ClusterOptions,
): Promise<void> {
  const { place, cluster, owner } = folder
  if (!existsSync(cluster)) {
    const fresh = mkdtempSync(join(place, 'pg.new-'))
    if (owner) chownSync(fresh, owner.uid, owner.gid)
    const args = ['-D', fresh, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8']
    await runInitdb(binaries.initdb, durable ? args : [...args, '--no-sync'], folder)
    try {
      renameSync(fresh, cluster)
    } catch (error) {
      rmSync(fresh, { recursive: true, force: true })
      if (!existsSync(cluster)) throw error
    }
    removeAbandoned(place)
  }
  const version = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim()
  if (version !== binaries.major) {
    throw new EmbeddedError(
      `${cluster} was written by PostgreSQL ${version}, this program brings ${binaries.major}: dump and restore it`,
    )
  }
}

async function runInitdb(initdb: string, args: string[], { place, owner }: DataFolder): Promise<void> {
  const child = spawn(initdb, args, { ...owner, cwd: place, env: ENVIRONMENT, stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr.on('data', (chunk) => {
    said += chunk
  })
  const code = await exitOf(child)
  if (code !== 0)
    throw new EmbeddedError(`the database could not be created: ${lastLine(said) ?? `initdb ended with ${code}`}`)
}

/** What programs killed while creating have left. */
function removeAbandoned(place: string): void {
  for (const name of readdirSync(place).filter(
    (name) => name.startsWith('pg.new-') || name.startsWith('server.new-'),
  )) {
    const path = join(place, name)
    const stat = statSync(path, { throwIfNoEntry: false })
    if (stat && Date.now() - stat.mtimeMs > ABANDONED_MS) rmSync(path, { recursive: true, force: true })
  }
}

/**
 * Starts a server; gives its process once it takes connections, or 'held' when another server holds the folder or has
 * not yet let go of it. The process is in a group of its own: Ctrl-C in a terminal reaches only the program, which
 * then finishes its work before it stops the server.
 */
export async function launchServer(
  { place, cluster }: DataFolder,
  socketDir: string,
  { postgres }: Binaries,
  { durable, settings }: ClusterOptions,
): Promise<ChildProcess | 'held'> {
  const log = join(place, `starting-${process.pid}-${Date.now()}.log`)
  const descriptor = openSync(log, 'a', 0o600)
  const flags = Object.entries({
    ...SETTINGS,
    ...(durable ? {} : UNSAFE),
    ...settings,
    unix_socket_directories: socketDir,
  })
  const child = spawn(postgres, ['-D', cluster, ...flags.flatMap(([name, value]) => ['-c', `${name}=${value}`])], {
    ...serverOwner(cluster),
    cwd: place,
    env: ENVIRONMENT,
    detached: true,
    stdio: ['ignore', descriptor, descriptor],
  })
  closeSync(descriptor)
  child.unref()
  const outcome = await Promise.race([exitOf(child), untilReady(child, cluster)])
  if (outcome === 'ready') {
    renameSync(log, join(place, 'postgres.log'))
    return child
  }
  const said = readFileSync(log, 'utf8')
  rmSync(log, { force: true })
  // Empty for a moment: the other server has made its lock file and not yet written into it.
  if (/lock file ".*" (?:already exists|is empty)|pre-existing shared memory block/.test(said)) return 'held'
  throw new EmbeddedError(`the database did not start: ${lastLine(said) ?? `the server ended with ${outcome}`}`)
}

async function untilReady(child: ChildProcess, cluster: string): Promise<'ready' | 'not ready in time'> {
  const deadline = performance.now() + READY_WITHIN_MS
  while (child.exitCode === null && child.signalCode === null && performance.now() < deadline) {
    const { pid, status } = readPidFile(cluster)
    if (pid === child.pid && status === 'ready') return 'ready'
    await sleep(10)
  }
  return 'not ready in time'
}

/** First and eighth line of postmaster.pid, which the server keeps while it runs. */
export function readPidFile(cluster: string): { pid?: number; status?: string } {
  try {
    const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')
    const pid = Number(lines[0])
    return { ...(pid > 0 && { pid }), status: lines[7]?.trim() ?? '' }
  } catch {
    return {}
  }
}

/**
 * Whether the process is the server of this cluster. A number left by a killed server, or from another container's
 * process table, may be anybody: Linux tells where a process works.
 */
export function worksIn(pid: number, cluster: string): boolean {
  if (process.platform !== 'linux') return true
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === cluster
  } catch {
    return false
  }
}

function exitOf(child: ChildProcess): Promise<number | string> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('exit', (code, signal) => resolve(code ?? String(signal)))
  })
}

function lastLine(text: string): string | undefined {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  return lines.findLast((line) => /FATAL|PANIC|error/i.test(line)) ?? lines.at(-1)
}
