/** Codes postgres.js 3.4.9 gives to a connection that could not be made or was lost (its src/errors.js, src/connection.js). */
const CLIENT_CODES = new Set(['CONNECT_TIMEOUT', 'CONNECTION_CLOSED', 'CONNECTION_ENDED', 'CONNECTION_DESTROYED'])

const SYSTEM_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENOENT',
  'ERR_SOCKET_CLOSED',
  'ERR_STREAM_DESTROYED',
])

/** SQLSTATE: 57P0x = shutting down, crashed, starting; 08xxx = connection; 53300 = no connection left to give. */
const AWAY_STATES = /^(57P0[1-5]|08[0-9A-Z]{3}|53300)$/

/**
 * Whether an error means that the database cannot be reached, also when drizzle wrapped it.
 * A statement cancelled by its own time limit is not that: the database is there. When a connection is lost during
 * COMMIT, the outcome is unknown; only the transaction's owner can tell that its callback had already finished.
 */
export function isDatabaseAway(error: unknown): boolean {
  return isConnectionLost(error) || causes(error).some(({ code }) => code !== undefined && AWAY_STATES.test(code))
}

/** Whether an error that a statement met means that its own session is gone, so that nothing can follow on it. */
export function isConnectionLost(error: unknown): boolean {
  return causes(error).some(
    // The same system codes come from files and from Slack: postgres.js marks its own with the query.
    ({ code, query }) => code !== undefined && (CLIENT_CODES.has(code) || (query && SYSTEM_CODES.has(code))),
  )
}

/** Whether two transactions met (40001 serialization failure, 40P01 deadlock): the same work may succeed if repeated. */
export function isSerializationFailure(error: unknown): boolean {
  return causes(error).some(({ code }) => code === '40001' || code === '40P01')
}

function causes(error: unknown): { code: string | undefined; query: boolean }[] {
  const found = []
  for (let at = error; at instanceof Error && found.length < 5; at = at.cause) {
    const code = 'code' in at && typeof at.code === 'string' ? at.code : undefined
    found.push({ code, query: 'query' in at })
  }
  return found
}
