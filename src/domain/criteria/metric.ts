import type { Criteria, Criterion } from './criteria.ts'

/** What figures are of: a metric's key, its names, and the unit that is meant where none is given. */
export type Metric = Pick<Criterion, 'key' | 'name' | 'unit'>

/** The metrics of all criteria together, each as the first that has it names it. */
export function metricsOf(all: readonly Pick<Criteria, 'lines'>[]): Metric[] {
  const metrics = new Map<string, Metric>()
  for (const { key, name, unit } of all.flatMap(({ lines }) => lines))
    if (!metrics.has(key)) metrics.set(key, { key, name, unit })
  return [...metrics.values()]
}
