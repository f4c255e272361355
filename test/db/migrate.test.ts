import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { expect, it, onTestFinished } from 'vitest'
import { connect } from '../../db/connection.ts'
import { assertMigrated, migrate } from '../../db/migrate.ts'
import { createLog } from '../../src/log.ts'
import { fromRoot } from '../../src/paths.ts'
import { emptyDatabase, testDatabase } from '../support/database.ts'
import { migrationsFolder, writeMigrations } from '../support/migrations-folder.ts'

const database = await emptyDatabase()
const migrated = await testDatabase()

const ONE = { tag: '0000_one', sql: 'create table one (id int);' }
const TWO = { tag: '0001_two', sql: 'create table two (id int);\n--> statement-breakpoint\ncreate index on two (id);' }
const THREE = { tag: '0002_three', sql: 'create table three (id int);' }

/** Each test begins with nothing applied. */
async function fresh(): Promise<void> {
  await database.db.execute(sql`drop schema if exists drizzle cascade`)
  await database.db.execute(sql`drop table if exists one, two, three`)
}

async function applied(): Promise<number> {
  const rows = await database.db.execute(sql`select * from drizzle.__drizzle_migrations`)
  return rows.length
}

it('applies what is missing, once', async () => {
  await fresh()
  const folder = migrationsFolder([ONE])
  await expect(assertMigrated(database, { folder })).rejects.toThrow('lacks migrations: 0000_one')
  await migrate(database, { folder })
  writeMigrations(folder, [ONE, TWO])
  await expect(assertMigrated(database, { folder })).rejects.toThrow('lacks migrations: 0001_two')
  await migrate(database, { folder })
  await migrate(database, { folder })
  await assertMigrated(database, { folder })
  expect(await applied()).toBe(2)
})

it('finds the project’s own migrations complete in the template of the tests', async () => {
  await assertMigrated(migrated, { folder: fromRoot('db', 'migrations') })
})

it('names the file and the reason of a failure, and changes nothing', async () => {
  await fresh()
  const folder = migrationsFolder([
    ONE,
    { tag: '0001_two', sql: `${TWO.sql}\n--> statement-breakpoint\nselect 1 / 0;` },
  ])
  await expect(migrate(database, { folder })).rejects.toThrow('0001_two.sql: division by zero; nothing was changed')
  expect(await database.db.execute(sql`select to_regclass('one') as one`)).toEqual([{ one: null }])
  expect(await applied()).toBe(0)
})

it('refuses a journal whose times do not grow', async () => {
  const folder = migrationsFolder([
    { ...ONE, when: 2000 },
    { ...TWO, when: 2000 },
  ])
  await expect(migrate(database, { folder })).rejects.toThrow('0001_two.sql: its time in the journal is not after')
})

it('refuses a file that is not in the journal, and an entry without its file', async () => {
  const folder = migrationsFolder([ONE, TWO])
  writeFileSync(join(folder, '0002_lost.sql'), 'select 1;')
  await expect(migrate(database, { folder })).rejects.toThrow('0002_lost.sql: not in the journal')
  rmSync(join(folder, '0002_lost.sql'))
  rmSync(join(folder, '0001_two.sql'))
  await expect(migrate(database, { folder })).rejects.toThrow('0001_two.sql: in the journal, but the file is missing')
  await expect(migrate(database, { folder: join(folder, 'nowhere') })).rejects.toThrow('_journal.json is missing')
})

it('refuses a migration that arrived late, which drizzle would skip silently', async () => {
  await fresh()
  const folder = migrationsFolder([ONE, { ...THREE, when: Date.UTC(2026, 5, 1) }])
  await migrate(database, { folder })
  writeMigrations(folder, [ONE, { ...TWO, when: Date.UTC(2026, 2, 1) }, { ...THREE, when: Date.UTC(2026, 5, 1) }])
  await expect(migrate(database, { folder })).rejects.toThrow('0001_two.sql: older than the last applied migration')
  await expect(assertMigrated(database, { folder })).rejects.toThrow('0001_two.sql: older than the last applied')
})

it('refuses a file edited after it was applied', async () => {
  await fresh()
  const folder = migrationsFolder([ONE, TWO])
  await migrate(database, { folder })
  writeMigrations(folder, [ONE, { ...TWO, sql: `${TWO.sql}\n-- better` }])
  await expect(migrate(database, { folder })).rejects.toThrow('0001_two.sql: edited after it was applied')
})

it('refuses a database that is newer than the program, or that knows a migration it does not', async () => {
  await fresh()
  await migrate(database, { folder: migrationsFolder([ONE, TWO]) })
  const older = migrationsFolder([ONE])
  await expect(migrate(database, { folder: older })).rejects.toThrow('the database is newer than this program')
  const other = migrationsFolder([ONE, { ...THREE, when: Date.UTC(2027, 0, 1) }])
  await expect(migrate(database, { folder: other })).rejects.toThrow(
    '2026-01-01T00:01:00.000Z that this program does not know',
  )
})

it('says so when another process migrates for too long', async () => {
  const holder = connect({ ...database.options, max: 1 })
  onTestFinished(() => holder.close())
  await holder.db.execute(sql`select pg_advisory_lock(7310002)`)
  const waiting = migrate(database, { folder: migrationsFolder([ONE]), log: createLog('silent'), waitMs: 100 })
  await expect(waiting).rejects.toThrow('another process has been migrating for 0.1 s')
})

it('leaves no session and no lock behind', async () => {
  const [row] = await database.db.execute(sql`
    select (select count(*)::int from pg_stat_activity where application_name = 'strategic-clients migrate'
        and datname = current_database()) as sessions,
      (select count(*)::int from pg_locks where locktype = 'advisory' and objid = 7310002
        and database = (select oid from pg_database where datname = current_database())) as locks`)
  expect(row).toEqual({ sessions: 0, locks: 0 })
})
