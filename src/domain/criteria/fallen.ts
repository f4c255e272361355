import { type Criteria, type Figure, standingUnder, valuesFor } from './criteria.ts'

/** A figure of a client for a period. */
export interface PeriodFigure extends Figure {
  readonly metric: string
  readonly period: string
  readonly periodEnd: string
}

/**
 * The last periods in a row in which a client stood below the criteria, oldest first; null where it did not in all of so many.
 * One bad period makes nobody fall, and a period without its own figure of a metric goes by the newest before it.
 *
 * @param history by period, the last word on a period last
 */
export function fallenPeriods(
  criteria: Criteria,
  history: readonly PeriodFigure[],
  inARow: number,
): readonly string[] | null {
  const keys = new Set(criteria.lines.map(({ key }) => key))
  const counting = history.filter(({ metric }) => keys.has(metric))
  const ends = [...new Set(counting.map(({ periodEnd }) => periodEnd))].sort().slice(-inARow)
  if (ends.length < inARow) return null
  const below = ends.every((end) => {
    const known = new Map<string, PeriodFigure>()
    for (const figure of counting) {
      const before = known.get(figure.metric)
      if (figure.periodEnd <= end && (!before || before.periodEnd <= figure.periodEnd)) known.set(figure.metric, figure)
    }
    return standingUnder(criteria, valuesFor(criteria, known)) === 'below'
  })
  return below ? ends.map((end) => counting.find(({ periodEnd }) => periodEnd === end)?.period ?? end) : null
}
