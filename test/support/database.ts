import { randomUUID } from 'node:crypto'
import { afterAll, inject } from 'vitest'
import { type ConnectOptions, connect, type Database } from '../../db/connection.ts'
import { onDatabase } from './on-database.ts'

type Settings = Omit<ConnectOptions, 'server'>

/**
 * A database of its own for a test file, migrated and empty, dropped after the file. Called at the top of the file:
 * `const database = await testDatabase()`.
 */
export function testDatabase(settings: Settings = {}): Promise<Database> {
  return createDatabase(inject('testServer').template, settings)
}

/** The same without tables, for tests of the migrations themselves. */
export function emptyDatabase(settings: Settings = {}): Promise<Database> {
  return createDatabase('template0', settings)
}

async function createDatabase(template: string, settings: Settings): Promise<Database> {
  const { server, prefix } = inject('testServer')
  const name = `${prefix}_${randomUUID().slice(0, 8)}`
  await asAdmin((sql) => sql`create database ${sql(name)} template ${sql(template)}`)
  const database = connect({ ...settings, server: onDatabase(server, name) })
  afterAll(async () => {
    await database.close()
    await asAdmin((sql) => sql`drop database if exists ${sql(name)} with (force)`)
  })
  return database
}

async function asAdmin(work: (sql: Database['sql']) => PromiseLike<unknown>): Promise<void> {
  const admin = connect({ server: inject('testServer').server, max: 1, statementTimeoutMs: 0 })
  try {
    await work(admin.sql)
  } finally {
    await admin.close()
  }
}
