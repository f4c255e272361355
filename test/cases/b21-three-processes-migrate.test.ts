import { cpSync } from 'node:fs'
import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import type { Database } from '../../db/connection.ts'
import { migrate } from '../../db/migrate.ts'
import { readMigrations } from '../../db/migration-files.ts'
import { fromRoot } from '../../src/paths.ts'
import { emptyDatabase } from '../support/database.ts'
import { migrationsFolder, writeMigrations } from '../support/migrations-folder.ts'
import { type Program, startProgram } from '../support/program.ts'
import { tempFolder } from '../support/temp-folder.ts'

const empty = await emptyDatabase()
const behind = await emptyDatabase()
const interrupted = await emptyDatabase()
const broken = await emptyDatabase()

const LAST = 'create table last_of_all (id int);'
const PROGRAM = fromRoot('test', 'support', 'migrate-program.ts')

/** The project's own migrations and one more, which lasts long enough for the others to come. */
function projectFolder(): string {
  const folder = tempFolder()
  cpSync(fromRoot('db', 'migrations'), folder, { recursive: true })
  const landed = readMigrations(folder).map(({ tag, when, sql }) => ({ tag, when, sql }))
  const when = Math.max(...landed.map((file) => file.when)) + 1
  writeMigrations(folder, [
    ...landed,
    { tag: '9999_last', sql: `select pg_sleep(0.3);\n--> statement-breakpoint\n${LAST}`, when },
  ])
  return folder
}

function start(database: Database, folder: string): Program {
  return startProgram(PROGRAM, [JSON.stringify(database.options.server), folder])
}

async function recorded({ db }: Database): Promise<string[]> {
  const rows = await db.execute<{ hash: string }>(
    sql`select hash from drizzle.__drizzle_migrations order by created_at`,
  )
  return rows.map(({ hash }) => hash)
}

async function expectThreeReady(database: Database, folder: string): Promise<void> {
  const programs = [1, 2, 3].map(() => start(database, folder))
  for (const program of programs) {
    expect(await program.line()).toBe('started')
    expect(await program.line()).toBe('ready last_of_all')
    expect(await program.ended).toBe(0)
  }
  expect(await recorded(database)).toEqual(readMigrations(folder).map(({ hash }) => hash))
}

/** Waits until a session of this database, not the one given, is in the middle of a statement; gives its process. */
async function running({ db }: Database, statement: string, otherThan = 0): Promise<number> {
  const sessions = sql`select pid from pg_stat_activity where datname = current_database() and state = 'active'
    and pid not in (pg_backend_pid(), ${otherThan}) and starts_with(query, ${statement})`
  for (;;) {
    const [session] = await db.execute<{ pid: number }>(sessions)
    if (session) return session.pid
    await db.execute(sql`select pg_sleep(0.02)`)
  }
}

it('three at once on an empty database: all ready, every migration recorded once', async () => {
  await expectThreeReady(empty, projectFolder())
})

it('three at once on a database that lacks the last migration', async () => {
  const folder = projectFolder()
  await migrate(behind, { folder: fromRoot('db', 'migrations') })
  await expectThreeReady(behind, folder)
})

it('one killed while migrating: its lock and its work are gone by themselves, the others go on', async () => {
  const slow = { tag: '0001_slow', sql: 'create table half (id int);\n--> statement-breakpoint\nselect pg_sleep(60);' }
  const first = { tag: '0000_first', sql: LAST }
  const folder = migrationsFolder([first, slow])
  const killed = start(interrupted, folder)
  const session = await running(interrupted, '\nselect pg_sleep')
  const waiting = start(interrupted, folder)
  await running(interrupted, 'select pg_advisory_lock')

  killed.child.kill('SIGKILL')
  expect(await killed.ended).toBe('SIGKILL')
  await running(interrupted, '\nselect pg_sleep', session)
  expect(await waiting.line()).toBe('started')
  waiting.child.kill('SIGKILL')
  await waiting.ended

  writeMigrations(folder, [first, { tag: '0001_slow', sql: 'create table half (id int);' }])
  const last = start(interrupted, folder)
  expect(await last.line()).toBe('started')
  expect(await last.line()).toBe('ready last_of_all')
  expect(await recorded(interrupted)).toHaveLength(2)
})

it('a failed migration keeps every process from serving and says why', async () => {
  const bad = { tag: '0001_bad', sql: "alter table last_of_all add column amount int default 'many';" }
  const folder = migrationsFolder([{ tag: '0000_first', sql: LAST }, bad])
  const programs = [1, 2, 3].map(() => start(broken, folder))
  for (const program of programs) {
    expect(await program.line()).toBe('started')
    await expect(program.line()).rejects.toThrow('0001_bad.sql: invalid input syntax for type integer: "many"')
    expect(await program.ended).toBe(1)
  }
  expect(await recorded(broken)).toEqual([])
})
