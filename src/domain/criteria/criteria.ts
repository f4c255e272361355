import { z } from 'zod'
import type { Article } from '../article.ts'
import { convert } from './unit.ts'

/** Units in which a criterion is measured; the words stand in `src/slack/text`. */
export const criterionUnits = ['hundred_million_yuan', 'ten_thousand_yuan', 'percent', 'count', 'years'] as const

export type CriterionUnit = (typeof criterionUnits)[number]

/** How a value is held against a criterion's threshold. */
export const comparisons = ['at_least', 'at_most'] as const

/** A metric's code, by which figures name it: no name in a language, so that it outlives both. */
export const metricKeySchema = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/)

/** One line of the criteria (认定标准), which the bank sets separately: data, never code (Art. 12, 13). */
export const criterionSchema = z.object({
  key: metricKeySchema,
  name: z.object({ zh: z.string().min(1).max(60), en: z.string().min(1).max(100) }),
  unit: z.enum(criterionUnits),
  comparison: z.enum(comparisons),
  threshold: z.number(),
  /** How much the line counts among the others. */
  weight: z.number().positive().max(1000).default(1),
  /** What a recommender has to show for it; empty = nothing. */
  evidence: z.string().max(200).default(''),
  /** Where in the guideline it comes from; null = nowhere in particular. */
  article: z
    .string()
    .regex(/^\d{1,2}(\(\d{1,2}\))?$/)
    .transform((text) => text as Article)
    .nullable()
    .default(null),
})

export type Criterion = z.infer<typeof criterionSchema>

/** More lines fit no form and no card. */
export const mostLines = 20

export const criteriaSchema = z.object({
  lines: z
    .array(criterionSchema)
    .max(mostLines)
    .refine((lines) => new Set(lines.map((line) => line.key)).size === lines.length, 'two lines have the same key'),
  /** So much of the weight, in percent, has to be met for a client to meet the criteria. */
  passShare: z.number().min(1).max(100).default(100),
})

export type Criteria = z.infer<typeof criteriaSchema>

/** No criteria at all: nothing can be met or missed. */
export const noCriteria: Criteria = { lines: [], passShare: 100 }

/** Values by criterion key, each in its criterion's unit; a missing one was not given. */
export type CriteriaValues = Readonly<Record<string, number>>

export interface AssessedLine {
  readonly criterion: Criterion
  readonly value: number | null
  readonly result: 'met' | 'not_met' | 'not_given'
}

/** Holds the values against the criteria, line by line, in the criteria's order. */
export function assess(criteria: Pick<Criteria, 'lines'>, values: CriteriaValues): AssessedLine[] {
  return criteria.lines.map((criterion) => {
    const value = values[criterion.key]
    if (value === undefined) return { criterion, value: null, result: 'not_given' }
    const met = criterion.comparison === 'at_least' ? value >= criterion.threshold : value <= criterion.threshold
    return { criterion, value, result: met ? 'met' : 'not_met' }
  })
}

/** What the criteria as a whole say of a client. */
export type CriteriaStanding = 'meets' | 'below' | 'undecided'

/**
 * Whether the met lines carry the share of weight that the criteria ask for. Lines without a figure leave it undecided as long
 * as they could still turn it: a missing figure makes no client fall and none rise.
 */
export function standingUnder(criteria: Criteria, values: CriteriaValues): CriteriaStanding {
  const assessed = assess(criteria, values)
  const weightOf = (...results: AssessedLine['result'][]) =>
    assessed.reduce((sum, { criterion, result }) => sum + (results.includes(result) ? criterion.weight : 0), 0)
  const total = weightOf('met', 'not_met', 'not_given')
  if (total === 0) return 'undecided'
  const needed = total * criteria.passShare
  if (weightOf('met') * 100 >= needed) return 'meets'
  return weightOf('met', 'not_given') * 100 < needed ? 'below' : 'undecided'
}

/** A figure as it was given: a value and the unit it is in. */
export interface Figure {
  readonly value: number
  readonly unit: CriterionUnit
}

/** The figures as values of the criteria, in their units; one of another kind of unit counts as not given. */
export function valuesFor(criteria: Criteria, figures: ReadonlyMap<string, Figure>): CriteriaValues {
  const values = criteria.lines.flatMap(({ key, unit }): [string, number][] => {
    const figure = figures.get(key)
    const value = figure ? convert(figure.value, figure.unit, unit) : null
    return value === null ? [] : [[key, value]]
  })
  return Object.fromEntries(values)
}
