import type { Criteria, Criterion } from './criteria.ts'

/** What figures are of: a metric's key, its names, and the unit that is meant where none is given. */
export interface Metric extends Pick<Criterion, 'key' | 'name' | 'unit'> {
  /** Whether another tier's criteria measure it in another unit: then a figure without its unit could mean either. */
  readonly otherUnits: boolean
}

/** The metrics of all criteria together, each as the first that has it names it. */
export function metricsOf(all: readonly Pick<Criteria, 'lines'>[]): Metric[] {
  const metrics = new Map<string, Metric>()
  for (const { key, name, unit } of all.flatMap(({ lines }) => lines)) {
    const first = metrics.get(key)
    if (!first) metrics.set(key, { key, name, unit, otherUnits: false })
    else if (first.unit !== unit) metrics.set(key, { ...first, otherUnits: true })
  }
  return [...metrics.values()]
}
