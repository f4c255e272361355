import { rmSync } from 'node:fs'
import { mkdtemp, readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { connect, type Database, type Server } from '../../db/connection.ts'
import { readPidFile, worksIn } from '../../db/embedded/cluster.ts'
import { startEmbedded } from '../../db/embedded.ts'
import { migrate } from '../../db/migrate.ts'
import { createLog } from '../../src/log.ts'
import { fromRoot } from '../../src/paths.ts'
import { onDatabase } from './on-database.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The run's server, its migrated template database, and what its clones' names begin with. */
    testServer: { server: Server; template: string; prefix: string }
  }
}

const FOLDER = 'strategic-clients-test-'
const log = createLog('warn')

/** One cluster a run, or the server of TEST_DATABASE_URL; every test file clones the template that is migrated here. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { TEST_DATABASE_URL: url } = process.env
  const cluster = url ? { server: { url }, remove: async () => {} } : await startCluster()
  const prefix = `sc_test_${process.pid}_${Date.now().toString(36)}`
  const template = `${prefix}_template`
  const admin = connect({ server: cluster.server, max: 1, statementTimeoutMs: 0 })
  try {
    await makeTemplate(admin, cluster.server, template)
  } catch (error) {
    await admin.close()
    await cluster.remove()
    throw error
  }
  project.provide('testServer', { server: cluster.server, template, prefix })
  return async () => {
    await dropAll(admin, prefix)
    await admin.close()
    await cluster.remove()
  }
}

async function startCluster() {
  await removeAbandoned()
  const folder = await mkdtemp(join(tmpdir(), `${FOLDER}${process.pid}-`))
  const settings = { max_connections: '200', shared_buffers: '64MB' }
  const embedded = await startEmbedded({ dataDir: folder, log, durable: false, settings })
  // When the run is interrupted no teardown is waited for: what can be done at once is done here.
  const interrupted = () => removeCluster(folder)
  const end = () => process.exit(143)
  process.once('exit', interrupted).once('SIGTERM', end).once('SIGHUP', end)
  return {
    server: embedded.server,
    async remove() {
      await embedded.stop()
      process.off('exit', interrupted).off('SIGTERM', end).off('SIGHUP', end)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function makeTemplate(admin: Database, server: Server, template: string): Promise<void> {
  await admin.sql`create database ${admin.sql(template)}`
  const database = connect({ server: onDatabase(server, template), max: 1 })
  try {
    await migrate(database, { folder: fromRoot('db', 'migrations') })
  } finally {
    await database.close()
  }
}

async function dropAll(admin: Database, prefix: string): Promise<void> {
  const rows = await admin.sql<{ name: string }[]>`
    select datname as name from pg_database where starts_with(datname, ${prefix})`
  for (const { name } of rows) await admin.sql`drop database if exists ${admin.sql(name)} with (force)`
}

/** Folders of runs that were killed: their name tells the process. */
async function removeAbandoned(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const pid = name.startsWith(FOLDER) ? Number(name.slice(FOLDER.length).split('-')[0]) : 0
    if (pid > 0 && !isAlive(pid)) removeCluster(join(tmpdir(), name))
  }
}

function removeCluster(folder: string): void {
  const cluster = join(folder, 'pg')
  const { pid } = readPidFile(cluster)
  if (pid !== undefined && worksIn(pid, cluster)) process.kill(pid, 'SIGQUIT')
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 })
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
