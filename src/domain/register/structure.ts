import type { RegisterEntry } from './register.ts'

/** What the portfolio's structure is told by (Art. 5), in the order in which it is read. */
export const structureFacts = ['tier', 'category', 'industry', 'region', 'leadUnit'] as const

export type StructureFact = (typeof structureFacts)[number]

/** How many clients have a value, and how many more than before; null where there is no before. */
export interface Share {
  readonly value: string
  readonly count: number
  readonly change: number | null
}

/** The structure of a register by each fact, the most frequent value first, and its change since an earlier state (Art. 5). */
export function structureOf(
  entries: readonly RegisterEntry[],
  before: readonly RegisterEntry[] | null,
): Readonly<Record<StructureFact, readonly Share[]>> {
  const of = (fact: StructureFact) => sharesOf(fact, entries, before)
  return {
    tier: of('tier'),
    category: of('category'),
    industry: of('industry'),
    region: of('region'),
    leadUnit: of('leadUnit'),
  }
}

/** A value that nobody has any more is told too: it is a change. */
function sharesOf(
  fact: StructureFact,
  entries: readonly RegisterEntry[],
  before: readonly RegisterEntry[] | null,
): Share[] {
  const now = counted(fact, entries)
  const then = counted(fact, before ?? [])
  return [...new Set([...now.keys(), ...then.keys()])]
    .map((value) => {
      const count = now.get(value) ?? 0
      return { value, count, change: before ? count - (then.get(value) ?? 0) : null }
    })
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
}

function counted(fact: StructureFact, entries: readonly RegisterEntry[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const entry of entries) counts.set(entry[fact], (counts.get(entry[fact]) ?? 0) + 1)
  return counts
}
