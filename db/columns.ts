import { sql } from 'drizzle-orm'
import { bigint, check, type PgColumn, timestamp } from 'drizzle-orm/pg-core'

/** Key made by the database, in order of insertion. */
export const identity = () => bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity()

/** Reference to such a key. */
export const ref = () => bigint({ mode: 'number' })

/** A moment, cut to milliseconds so that a value read back equals the value stored. */
export const moment = () => timestamp({ withTimezone: true, precision: 3, mode: 'date' })

/** CHECK that a text column holds one of the listed words: new words need no type change. */
export function oneOf(name: string, column: PgColumn, words: readonly string[]) {
  return check(name, sql`${column} in (${sql.raw(words.map((word) => `'${word}'`).join(', '))})`)
}

/** CHECK that a jsonb column holds an object: a doubly encoded string never gets in. */
export function isObject(name: string, column: PgColumn) {
  return check(name, sql`jsonb_typeof(${column}) = 'object'`)
}
