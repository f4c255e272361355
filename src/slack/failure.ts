import { randomBytes } from 'node:crypto'
import { isDatabaseAway } from '../../db/errors.ts'
import type { Log } from '../log.ts'
import { CommitUnknownError } from '../usecases/transact.ts'
import { common } from './text/common.ts'
import type { Language } from './text/words.ts'

/** SQLSTATE of a statement that ran out of time, or waited too long for a lock: rolled back, so nothing was recorded. */
const outOfTime = new Set(['57014', '55P03', '25P03'])

/**
 * What a person is told of an unexpected error: that nothing was recorded where that is certain, otherwise a reference that
 * is in the log.
 */
export function failureText(error: unknown, language: Language, log: Log, doing: string): string {
  if (error instanceof CommitUnknownError) {
    log.warn({ doing, error: String(error.cause) }, 'a commit was lost half-way; the person was told to look')
    return common[language].commitUnknown
  }
  if (isDatabaseAway(error) || isOutOfTime(error)) {
    log.warn({ doing, error: String(error) }, 'the database is away or too slow; the person was told')
    return common[language].databaseAway
  }
  const reference = randomBytes(4).toString('hex').toUpperCase()
  log.error({ doing, reference, error: error instanceof Error ? error.stack : String(error) }, 'unexpected error')
  return common[language].unexpected(reference)
}

function isOutOfTime(error: unknown): boolean {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
    if ('code' in at && outOfTime.has(String(at.code))) return true
  }
  return false
}
