import type { Criteria, Criterion } from './criteria.ts'

/** A line of a draft beside the same line of the criteria in force. */
export interface ComparedLine {
  readonly change: 'added' | 'changed' | 'removed' | 'same'
  readonly line: Criterion
  /** As it is in force, where it is. */
  readonly before: Criterion | null
}

/** The draft's lines in their order, then those that it no longer has. */
export function compareCriteria(inForce: Criteria, draft: Criteria): ComparedLine[] {
  const known = new Map(inForce.lines.map((line) => [line.key, line]))
  const kept = new Set(draft.lines.map(({ key }) => key))
  return [
    ...draft.lines.map((line): ComparedLine => {
      const before = known.get(line.key) ?? null
      return { change: before ? (isSameLine(before, line) ? 'same' : 'changed') : 'added', line, before }
    }),
    ...inForce.lines
      .filter(({ key }) => !kept.has(key))
      .map((line): ComparedLine => ({ change: 'removed', line, before: line })),
  ]
}

/** Whether two drafts or versions say the same. */
export function isSameCriteria(a: Criteria, b: Criteria): boolean {
  return a.passShare === b.passShare && compareCriteria(a, b).every(({ change }) => change === 'same')
}

/** Whether two lines say the same, key included. */
export function isSameLine(a: Criterion, b: Criterion): boolean {
  return (
    a.key === b.key &&
    a.name.zh === b.name.zh &&
    a.name.en === b.name.en &&
    a.unit === b.unit &&
    a.comparison === b.comparison &&
    a.threshold === b.threshold &&
    a.weight === b.weight &&
    a.evidence === b.evidence &&
    a.article === b.article
  )
}
