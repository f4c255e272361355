import { trimName } from '../client/name.ts'
import { readNumber } from '../number.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { type Criterion, comparisons, criterionSchema, criterionUnits, metricKeySchema } from './criteria.ts'

/** A line of the criteria as its form gives it; nothing in it is checked yet. */
export interface TypedLine {
  readonly key: string
  readonly zh: string
  readonly en: string
  readonly unit: string
  readonly comparison: string
  readonly threshold: string
  readonly weight: string
  readonly evidence: string
  readonly article: string
}

/** Bounds of a line's weight. */
const weights = { min: 0.1, max: 1000 } as const

/** Bounds of the share of weight that has to be met, in percent. */
const shares = { min: 1, max: 100 } as const

/** The line, or every field that is wrong at once (B25). */
export function readLine(typed: TypedLine): Criterion | Refusal[] {
  const refusals: Refusal[] = []
  const key = trimName(typed.key).normalize('NFKC')
  if (!metricKeySchema.safeParse(key).success) refusals.push(refuse('metric_key_wrong', { field: 'key' }))
  const named = (field: 'zh' | 'en') => {
    const name = trimName(typed[field])
    if (name === '') refusals.push(refuse('field_required', { field }))
    return name
  }
  const name = { zh: named('zh'), en: named('en') }
  const threshold = numberIn(typed.threshold, 'threshold', refusals)
  const weight = numberIn(typed.weight, 'weight', refusals, weights)
  const article = readArticle(typed.article, refusals)
  const unit = criterionUnits.find((one) => one === typed.unit)
  const comparison = comparisons.find((one) => one === typed.comparison)
  if (!unit) refusals.push(refuse('field_required', { field: 'unit' }))
  if (!comparison) refusals.push(refuse('field_required', { field: 'comparison' }))
  if (refusals.length > 0) return refusals
  return criterionSchema.parse({
    key,
    name,
    unit,
    comparison,
    threshold,
    weight,
    evidence: trimName(typed.evidence),
    article,
  })
}

/** The share of weight that has to be met, or what is wrong with it. */
export function readPassShare(typed: string): number | Refusal {
  const refusals: Refusal[] = []
  const share = numberIn(typed, 'passShare', refusals, shares)
  return refusals[0] ?? share
}

function numberIn(typed: string, field: string, refusals: Refusal[], bounds?: { min: number; max: number }): number {
  const value = readNumber(typed)
  if (value === null) refusals.push(refuse('value_not_a_number', { params: { typed: trimName(typed) }, field }))
  else if (bounds && (value < bounds.min || value > bounds.max))
    refusals.push(refuse('number_out_of_range', { params: bounds, field }))
  return value ?? 0
}

function readArticle(typed: string, refusals: Refusal[]): string | null {
  const article = typed.normalize('NFKC').replace(/\s|art\.?/giu, '')
  if (article === '') return null
  if (!criterionSchema.shape.article.safeParse(article).success)
    refusals.push(refuse('article_wrong', { field: 'article' }))
  return article
}
