import { z } from 'zod'

/** Units in which a criterion is measured; the words stand in `src/slack/text`. */
export const criterionUnits = ['hundred_million_yuan', 'ten_thousand_yuan', 'percent', 'count', 'years'] as const

/** One line of the criteria (认定标准), which the bank sets separately: data, never code (Art. 12, 13). */
export const criterionSchema = z.object({
  key: z.string().regex(/^[a-z][a-z0-9_]*$/),
  name: z.object({ zh: z.string().min(1), en: z.string().min(1) }),
  unit: z.enum(criterionUnits),
  comparison: z.enum(['at_least', 'at_most']),
  threshold: z.number(),
})

export type Criterion = z.infer<typeof criterionSchema>

export const criteriaSchema = z.object({
  lines: z
    .array(criterionSchema)
    .refine((lines) => new Set(lines.map((line) => line.key)).size === lines.length, 'two lines have the same key'),
})

export type Criteria = z.infer<typeof criteriaSchema>

/** Values by criterion key; a missing one was not given. */
export type CriteriaValues = Readonly<Record<string, number>>

export interface AssessedLine {
  readonly criterion: Criterion
  readonly value: number | null
  readonly result: 'met' | 'not_met' | 'not_given'
}

/** Holds the values against the criteria, line by line, in the criteria's order. */
export function assess(criteria: Criteria, values: CriteriaValues): AssessedLine[] {
  return criteria.lines.map((criterion) => {
    const value = values[criterion.key]
    if (value === undefined) return { criterion, value: null, result: 'not_given' }
    const met = criterion.comparison === 'at_least' ? value >= criterion.threshold : value <= criterion.threshold
    return { criterion, value, result: met ? 'met' : 'not_met' }
  })
}
