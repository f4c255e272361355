import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Migrations that must not be run; the message names the file and says what to do. */
export class MigrationError extends Error {
  override name = 'MigrationError'
}

export interface MigrationFile {
  /** File name without `.sql`. */
  tag: string
  /** The journal's time, in milliseconds: drizzle's only measure of what is newer. */
  when: number
  sql: string
  /** As drizzle computes it: SHA-256 of the file, in hex. */
  hash: string
}

export interface AppliedMigration {
  when: number
  hash: string
}

/** Reads a folder as drizzle-kit writes it; refuses one whose journal and files disagree. */
export function readMigrations(folder: string): MigrationFile[] {
  const journal = join(folder, 'meta', '_journal.json')
  if (!existsSync(journal)) throw new MigrationError(`no migrations in ${folder}: meta/_journal.json is missing`)
  const { entries } = JSON.parse(readFileSync(journal, 'utf8')) as { entries: { tag: string; when: number }[] }

  const files = readdirSync(folder).filter((name) => name.endsWith('.sql'))
  const unlisted = files.filter((name) => !entries.some(({ tag }) => `${tag}.sql` === name))
  if (unlisted.length > 0) throw new MigrationError(`${unlisted.join(', ')}: not in the journal, so it would never run`)

  return entries.map(({ tag, when }, index) => {
    if (!files.includes(`${tag}.sql`)) throw new MigrationError(`${tag}.sql: in the journal, but the file is missing`)
    const before = entries[index - 1]
    if (before && before.when >= when) {
      const order = `its time in the journal is not after that of ${before.tag}`
      throw new MigrationError(`${tag}.sql: ${order}, so it would be skipped silently; generate it again`)
    }
    const sql = readFileSync(join(folder, `${tag}.sql`), 'utf8')
    return { tag, when, sql, hash: createHash('sha256').update(sql).digest('hex') }
  })
}

/**
 * What is still to run. Refuses a history that the files do not continue: drizzle compares only the time of the last
 * applied migration, so it notices none of these.
 */
export function pendingMigrations(files: MigrationFile[], applied: AppliedMigration[]): MigrationFile[] {
  const newest = Math.max(...applied.map(({ when }) => when))
  const newestFile = Math.max(...files.map(({ when }) => when))
  for (const { when, hash } of applied) {
    const file = files.find((file) => file.when === when)
    if (!file && when > newestFile) {
      throw new MigrationError('the database is newer than this program: start the newer program')
    }
    if (!file) throw new MigrationError(`the database has a migration of ${at(when)} that this program does not know`)
    if (file.hash !== hash) {
      throw new MigrationError(`${file.tag}.sql: edited after it was applied; restore it and add a new migration`)
    }
  }
  const pending = files.filter(({ when }) => !applied.some((row) => row.when === when))
  const late = pending.find(({ when }) => when < newest)
  if (late) {
    const order = 'older than the last applied migration, so it would be skipped silently'
    throw new MigrationError(`${late.tag}.sql: ${order}; generate it again`)
  }
  return pending
}

function at(when: number): string {
  return new Date(when).toISOString()
}
