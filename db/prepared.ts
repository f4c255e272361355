import type postgres from 'postgres'

/** A statement with more values is one of an import or a long list: every length of it would be kept as a text of its own. */
const MOST_VALUES = 64

/**
 * A statement of drizzle's to be prepared under a name, once a session. drizzle 0.45 prepares only what is built by hand for
 * it; without a name postgres.js 3.4.9 asks for the types of the values before each execution, a round trip more, and
 * PostgreSQL parses the text again. Measured together with kept date formats: two thirds of the processor for a press of
 * Approve (`bench/RESULTS.md`). A client opened for pgbouncer prepares nothing, whatever is said here.
 */
export function asPrepared(statement: Parameters<postgres.Sql['unsafe']>): Parameters<postgres.Sql['unsafe']> {
  const [text, values = [], options] = statement
  return values.length > MOST_VALUES ? statement : [text, values, { ...options, prepare: true }]
}
