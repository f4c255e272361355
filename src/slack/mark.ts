import { createHmac } from 'node:crypto'

/** The mark of what is sent about a subject: the same each time, and telling nobody else what it is about. */
export type MarkOf = (subject: string) => string

/**
 * Marks keyed by a secret, since any app with history rights in a channel may read a message's metadata. With another
 * secret, what was sent under the old one is no longer known again: change it while nothing is on its way.
 */
export function createMarks(secret: string): MarkOf {
  return (subject) => createHmac('sha256', `message marks/${secret}`).update(subject).digest('hex').slice(0, 32)
}
