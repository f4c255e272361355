import { trimName } from '../client/name.ts'
import { readNumber } from '../number.ts'
import { type Refusal, refuse } from '../refusal.ts'
import type { CriterionUnit, Figure } from './criteria.ts'
import { type Period, readPeriod } from './period.ts'

/** Figures as their form gives them; nothing in it is checked yet. */
export interface TypedFigures {
  readonly period: string
  readonly source: string
  /** The metrics that the form asked for, each with the unit it named: what was typed is meant in these, whatever is in force by now. */
  readonly units: Readonly<Record<string, CriterionUnit>>
  /** By metric; empty where there is none. */
  readonly values: Readonly<Record<string, string>>
}

/** Figures of one period, with where they come from. */
export interface GivenFigures {
  readonly period: Period
  readonly source: string
  readonly figures: readonly (Figure & { readonly metric: string })[]
}

/** The input of a metric's figure. */
export const figureField = (key: string) => `figure_${key}`

/** What was given, or every field that is wrong at once (B25). */
export function readFigures(typed: TypedFigures, today: string): GivenFigures | Refusal[] {
  const refusals: Refusal[] = []
  const period = readPeriod(typed.period)
  if (!period || period.endsOn.slice(0, 4) > today.slice(0, 4))
    refusals.push(refuse('period_wrong', { field: 'period' }))
  const source = trimName(typed.source)
  if (source === '') refusals.push(refuse('field_required', { field: 'source' }))
  const figures = Object.entries(typed.units).flatMap(([key, unit]) => {
    const text = trimName(typed.values[key] ?? '')
    if (text === '') return []
    const value = readNumber(text)
    if (value !== null) return [{ metric: key, value, unit }]
    refusals.push(refuse('value_not_a_number', { params: { typed: text }, field: figureField(key) }))
    return []
  })
  if (figures.length === 0 && refusals.length === 0) refusals.push(refuse('figures_none', { field: 'period' }))
  return refusals.length > 0 || !period ? refusals : { period, source, figures }
}
