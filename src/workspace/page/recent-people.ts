import type { PagePerson } from '../protocol.ts'
import { readStored, writeStored } from './stored.ts'

const kept = 6

/** Ids of those acted as last in this browser, newest first; some may be of a workspace that is gone. */
export function recentPeople(): string[] {
  return readStored<string[]>('recent') ?? []
}

/** Puts a person first. */
export function rememberPerson(person: PagePerson): void {
  const others = recentPeople().filter((id) => id !== person.id)
  writeStored('recent', [person.id, ...others].slice(0, kept))
}
