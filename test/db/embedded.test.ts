import { spawn } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readlinkSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { sql } from 'drizzle-orm'
import { describe, expect, it, onTestFinished } from 'vitest'
import { connect, type Database } from '../../db/connection.ts'
import { findBinaries } from '../../db/embedded/binaries.ts'
import { readPidFile } from '../../db/embedded/cluster.ts'
import { prepareFolder } from '../../db/embedded/folder.ts'
import { serverOwner } from '../../db/embedded/owner.ts'
import { openDatabase, startEmbedded } from '../../db/embedded.ts'
import { createLog } from '../../src/log.ts'
import { fromRoot } from '../../src/paths.ts'
import { startProgram } from '../support/program.ts'
import { tempFolder } from '../support/temp-folder.ts'

const log = createLog('silent')
const asRoot = process.getuid?.() === 0
const PROGRAM = fromRoot('test', 'support', 'embedded-program.ts')

/** Starts without safety against power loss, which takes time; stopped after the test. */
async function start(dataDir: string) {
  const embedded = await startEmbedded({ dataDir, log, durable: false })
  onTestFinished(() => embedded.stop())
  return embedded
}

async function ask(database: Pick<Database, 'db'>, question: ReturnType<typeof sql>) {
  return database.db.execute(question)
}

function serverOf(dataDir: string): number | undefined {
  return readPidFile(join(dataDir, 'pg')).pid
}

describe('the program’s own server', () => {
  it('is made, stopped and found again with its data, safe against power loss', async () => {
    const dataDir = join(tempFolder(), 'data')
    chmodSync(dirname(dataDir), 0o755)
    const first = await openDatabase({ dataDir, log })
    await ask(first, sql`create table kept as select '客户' as word`)
    const [settings] = await ask(
      first,
      sql`select current_setting('fsync') as fsync, current_setting('full_page_writes') as pages,
        current_setting('synchronous_commit') as commit, current_setting('listen_addresses') as addresses,
        current_setting('server_encoding') as encoding, (select datctype from pg_database where datname = current_database()) as ctype`,
    )
    expect(settings).toEqual({
      fsync: 'on',
      pages: 'on',
      commit: 'on',
      addresses: '',
      encoding: 'UTF8',
      ctype: 'C.UTF-8',
    })
    await first.stop()
    expect(serverOf(dataDir)).toBeUndefined()

    const second = await openDatabase({ dataDir, log })
    onTestFinished(() => second.stop())
    expect(await ask(second, sql`select word from kept`)).toEqual([{ word: '客户' }])
  })

  it('runs as another user than root and is closed to all others', async () => {
    const dataDir = tempFolder()
    await start(dataDir)
    for (const path of [dataDir, join(dataDir, 'pg'), join(dataDir, 'pg', '.s.PGSQL.5432')]) {
      expect(statSync(path).mode & 0o077).toBe(0)
    }
    expect(statSync(join(dataDir, 'pg')).uid).not.toBe(0)
  })

  it('is reached by a short path when the folder’s own is too long for a socket', async () => {
    const dataDir = join(tempFolder(), 'a-long-name'.repeat(10))
    chmodSync(dirname(dataDir), 0o755)
    const embedded = await start(dataDir)
    const host = 'host' in embedded.server ? embedded.server.host : ''
    onTestFinished(() => rmSync(host, { recursive: true, force: true }))
    expect(host).toMatch(/^\/tmp\/strategic-clients-[0-9a-f]{12}$/)
    expect((await start(dataDir)).adopted).toBe(true)
  })

  it('is not started when a real server is given', async () => {
    const dataDir = join(tempFolder(), 'data')
    const database = await openDatabase({ databaseUrl: 'postgres://somebody@127.0.0.1:1/bank', dataDir, log })
    await database.stop()
    expect(existsSync(dataDir)).toBe(false)
  })
})

describe('several programs', () => {
  it('that start together on a new folder share one server, which the last to leave stops', async () => {
    const dataDir = tempFolder()
    const programs = [1, 2, 3].map(() => startProgram(PROGRAM, [dataDir]))
    for (const program of programs) expect(await program.line()).toBe('up')
    const pid = serverOf(dataDir)
    expect(pid).toBeGreaterThan(0)
    const [first, second, third] = programs
    first?.child.kill('SIGTERM')
    second?.child.kill('SIGTERM')
    expect([await first?.ended, await second?.ended]).toEqual([0, 0])
    expect(serverOf(dataDir)).toBe(pid)
    third?.child.kill('SIGTERM')
    expect(await third?.ended).toBe(0)
    expect(serverOf(dataDir)).toBeUndefined()
  })

  it('that stop together leave no server behind', async () => {
    const dataDir = tempFolder()
    const programs = await Promise.all([1, 2, 3].map(() => start(dataDir)))
    expect(programs.filter(({ adopted }) => !adopted)).toHaveLength(1)
    await Promise.all(programs.map((program) => program.stop()))
    expect(serverOf(dataDir)).toBeUndefined()
  })

  it('come and go at any moment', async () => {
    const dataDir = tempFolder()
    const visits = Array.from({ length: 4 }, async (_, visitor) => {
      for (let visit = 0; visit < 4; visit++) {
        const embedded = await startEmbedded({ dataDir, log, durable: false })
        const database = connect({ server: embedded.server, max: 1 })
        expect(await ask(database, sql`select ${visitor}::int as visitor`)).toEqual([{ visitor }])
        await database.close()
        await embedded.stop()
      }
    })
    await Promise.all(visits)
    expect(serverOf(dataDir)).toBeUndefined()
  })
})

describe('after a kill', () => {
  it('of the program its server is adopted, with every acknowledged row, and stopped', async () => {
    const dataDir = tempFolder()
    const program = startProgram(PROGRAM, [dataDir])
    expect(await program.line()).toBe('up')
    const pid = serverOf(dataDir)
    program.child.kill('SIGKILL')
    await program.ended

    const adopter = await openDatabase({ dataDir, log })
    expect(serverOf(dataDir)).toBe(pid)
    expect(await ask(adopter, sql`select program from kept`)).toEqual([{ program: program.child.pid }])
    await adopter.stop()
    expect(serverOf(dataDir)).toBeUndefined()
  })

  it('of the server it is started again', async () => {
    const dataDir = tempFolder()
    const first = await start(dataDir)
    const pid = serverOf(dataDir) ?? 0
    process.kill(pid, 'SIGKILL')
    const second = await start(dataDir)
    expect(second.adopted).toBe(false)
    expect(serverOf(dataDir)).not.toBe(pid)
    await first.stop()
    expect(serverOf(dataDir)).toBeGreaterThan(0)
  })
})

describe('a folder that cannot be used', () => {
  it.each(['another folder', 'the same folder'])('is held by a foreign server with its socket in %s', async (where) => {
    const dataDir = tempFolder()
    await (await start(dataDir)).stop()
    const folder = prepareFolder(dataDir)
    const cluster = join(dataDir, 'pg')
    const sockets = where === 'the same folder' ? cluster : tempFolder()
    if (folder.owner) chownSync(sockets, folder.owner.uid, folder.owner.gid)
    const foreign = spawn(findBinaries(folder).postgres, ['-D', cluster, '-k', sockets, '-c', 'listen_addresses='], {
      ...folder.owner,
      cwd: dataDir,
      stdio: 'ignore',
    })
    onTestFinished(
      () =>
        new Promise((resolve) => {
          foreign.once('exit', () => resolve())
          foreign.kill('SIGQUIT')
        }),
    )
    while (readPidFile(cluster).status !== 'ready') await new Promise((resolve) => setTimeout(resolve, 20))
    await expect(startEmbedded({ dataDir, log })).rejects.toThrow(
      where === 'the same folder' ? 'not this program’s' : `held by another server (process ${foreign.pid})`,
    )
    expect(serverOf(dataDir)).toBe(foreign.pid)
  })

  it('holds other files', async () => {
    const dataDir = tempFolder()
    writeFileSync(join(dataDir, 'letter.txt'), '')
    const { mode } = statSync(dataDir)
    await expect(startEmbedded({ dataDir, log })).rejects.toThrow('holds other files (letter.txt)')
    expect(statSync(dataDir).mode).toBe(mode)
  })

  it('is not a folder', async () => {
    const dataDir = join(tempFolder(), 'file')
    writeFileSync(dataDir, '')
    await expect(startEmbedded({ dataDir, log })).rejects.toThrow(/cannot be written by this user \(EEXIST\)$/)
  })

  it('was written by another version', async () => {
    const dataDir = tempFolder()
    mkdirSync(join(dataDir, 'pg'))
    writeFileSync(join(dataDir, 'pg', 'PG_VERSION'), '15\n')
    await expect(startEmbedded({ dataDir, log })).rejects.toThrow(
      'was written by PostgreSQL 15, this program brings 18',
    )
  })

  it('has a damaged cluster: the server’s own reason is told', async () => {
    const dataDir = tempFolder()
    await (await start(dataDir)).stop()
    rmSync(join(dataDir, 'pg', 'global'), { recursive: true })
    await expect(startEmbedded({ dataDir, log })).rejects.toThrow(/the database did not start: .*global/)
  })
})

describe.runIf(asRoot)('started by root', () => {
  const nobody = { uid: 65534, gid: 65534 }

  it('works below a closed folder, with its data elsewhere and its programs copied', async () => {
    const closed = tempFolder()
    const embedded = await start(join(closed, 'data'))
    const place = readlinkSync(join(closed, 'data', 'elsewhere'))
    onTestFinished(() => rmSync(place, { recursive: true, force: true }))
    expect(place).toMatch(/^\/var\/lib\/strategic-clients\/data-/)
    expect((await start(join(closed, 'data'))).adopted).toBe(true)
    await embedded.stop()
  })

  it('says so when what lies elsewhere is gone', async () => {
    const dataDir = join(tempFolder(), 'data')
    rmSync(prepareFolder(dataDir).place, { recursive: true })
    expect(() => prepareFolder(dataDir)).toThrow('is gone: restore it, or delete the link')
  })

  it('copies programs that the server’s user cannot reach, and adds the links its package cannot hold', async () => {
    const folder = prepareFolder(tempFolder())
    const native = dirname(dirname(findBinaries(folder).postgres))
    const closed = tempFolder()
    for (const part of ['bin', 'pg-symlinks.json'])
      cpSync(join(native, part), join(closed, 'native', part), { recursive: true })
    cpSync(join(native, 'lib'), join(closed, 'native', 'lib'), {
      recursive: true,
      filter: (path) => !lstatSync(path).isSymbolicLink(),
    })
    cpSync(join(native, '..', 'package.json'), join(closed, 'package.json'))
    const { postgres } = findBinaries(folder, join(closed, 'native'))
    expect(postgres.startsWith(folder.place)).toBe(true)
    const run = spawn(postgres, ['--version'], { ...serverOwner(folder.cluster), cwd: folder.place })
    expect(await new Promise((resolve) => run.once('exit', resolve))).toBe(0)
    expect(existsSync(join(dirname(dirname(postgres)), 'lib', 'libpq.so.5'))).toBe(true)
  })

  it('works as well for a user who is not root, who may not use root’s folder', async () => {
    const dataDir = tempFolder()
    chownSync(dataDir, nobody.uid, nobody.gid)
    const own = startProgram(PROGRAM, [dataDir], nobody)
    expect(await own.line()).toBe('up')
    own.child.kill('SIGTERM')
    expect(await own.ended).toBe(0)

    const roots = tempFolder()
    const refused = startProgram(PROGRAM, [join(roots, 'data')], nobody)
    await expect(refused.line()).rejects.toThrow(/database folder .* cannot be written by this user \(EACCES\)/)
  })
})
