import { cpus, loadavg, platform, release } from 'node:os'

/** The value below which this share of all lies; 0.5 is the median, 1 the greatest. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

/** A row for `console.table`: how many, median, p99 and worst, in milliseconds. */
export function latencies(values: readonly number[]) {
  const at = (share: number) => Number(quantile(values, share).toFixed(1))
  return { samples: values.length, 'p50 ms': at(0.5), 'p99 ms': at(0.99), 'worst ms': at(1) }
}

/** What the figures were measured on; the load says who else was at work. */
export function printMachine(): void {
  const load = loadavg()
    .map((one) => one.toFixed(1))
    .join(' ')
  console.log(`Node ${process.version}, ${cpus().length} processors, ${platform()} ${release()}, load ${load}`)
}
