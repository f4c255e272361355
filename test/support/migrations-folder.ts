import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { tempFolder } from './temp-folder.ts'

interface Entry {
  tag: string
  sql: string
  /** Default: one minute after the entry before. */
  when?: number
}

const FIRST = Date.UTC(2026, 0, 1)

/** A folder of migrations as drizzle-kit writes it, removed after the test. */
export function migrationsFolder(entries: Entry[]): string {
  const folder = tempFolder()
  writeMigrations(folder, entries)
  return folder
}

/** Replaces a folder's journal and adds its files. */
export function writeMigrations(folder: string, entries: Entry[]): void {
  mkdirSync(join(folder, 'meta'), { recursive: true })
  for (const { tag, sql } of entries) writeFileSync(join(folder, `${tag}.sql`), sql)
  const journal = entries.map(({ tag, when }, idx) => ({
    idx,
    version: '7',
    when: when ?? FIRST + idx * 60_000,
    tag,
    breakpoints: true,
  }))
  const text = JSON.stringify({ version: '7', dialect: 'postgresql', entries: journal })
  writeFileSync(join(folder, 'meta', '_journal.json'), text)
}
