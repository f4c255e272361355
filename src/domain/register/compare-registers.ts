import type { RegisterEntry } from './register.ts'

/** What two states of a register are compared by, in the order in which a person reads it. */
export const comparedFacts = [
  'shortName',
  'legalName',
  'tier',
  'category',
  'industry',
  'region',
  'leadUnit',
  'leadClientManager',
  'designatedOn',
  'nextReviewOn',
] as const satisfies readonly (keyof RegisterEntry)[]

export type ComparedFact = (typeof comparedFacts)[number]

/** A client that is in both, with what is different. */
export interface ChangedEntry {
  readonly before: RegisterEntry
  readonly after: RegisterEntry
  readonly facts: readonly ComparedFact[]
}

/** What was added, changed and removed from one state of a register to another (Art. 10(3)). */
export interface RegisterDifference {
  readonly added: readonly RegisterEntry[]
  readonly changed: readonly ChangedEntry[]
  readonly removed: readonly RegisterEntry[]
}

/** Compares two states of a register client by client; each list in the order of the given ones. */
export function compareRegisters(
  before: readonly RegisterEntry[],
  after: readonly RegisterEntry[],
): RegisterDifference {
  const earlier = new Map(before.map((entry) => [entry.clientId, entry]))
  const later = new Set(after.map(({ clientId }) => clientId))
  return {
    added: after.filter(({ clientId }) => !earlier.has(clientId)),
    changed: after.flatMap((entry) => changedFrom(earlier.get(entry.clientId), entry)),
    removed: before.filter(({ clientId }) => !later.has(clientId)),
  }
}

function changedFrom(before: RegisterEntry | undefined, after: RegisterEntry): ChangedEntry[] {
  if (!before) return []
  const facts = comparedFacts.filter((fact) => before[fact] !== after[fact])
  return facts.length === 0 ? [] : [{ before, after, facts }]
}

/** Whether nothing differs. */
export function isSameRegister({ added, changed, removed }: RegisterDifference): boolean {
  return added.length + changed.length + removed.length === 0
}
