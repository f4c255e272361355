/** A period that a figure is of: its name, and the last day in it (ISO date), by which periods are ordered. */
export interface Period {
  readonly label: string
  readonly endsOn: string
}

const quarters: Readonly<Record<string, number>> = { 一: 1, 二: 2, 三: 3, 四: 4 }

/** Years outside these are mistyped ones. */
const years = { first: 1990, last: 2099 } as const

/**
 * A period as people write it: 2026, 2026H1, 2026上半年, 2026Q3, 2026年三季度, 2026-09, 2026年9月, 202609; null where it is none.
 */
export function readPeriod(typed: string): Period | null {
  const plain = typed
    .normalize('NFKC')
    .replace(/[\s\p{Cf}]/gu, '')
    .toUpperCase()
  const [, year = '', rest = ''] = /^(\d{4})[年.\-/]?(.*?)度?$/u.exec(plain) ?? []
  const whole = Number(year)
  if (whole < years.first || whole > years.last) return null
  if (rest === '') return period(whole, 12, year)
  const half = /^(?:H([12])|([上下])半年)$/u.exec(rest)
  if (half) {
    const no = half[1] ? Number(half[1]) : half[2] === '上' ? 1 : 2
    return period(whole, no * 6, `${year}H${no}`)
  }
  const quarter = /^(?:Q([1-4])|第?([一二三四1-4])季)$/u.exec(rest)
  if (quarter) {
    const no = Number(quarter[1] ?? quarters[quarter[2] ?? ''] ?? quarter[2])
    return period(whole, no * 3, `${year}Q${no}`)
  }
  const [, month] = /^(\d{1,2})月?(?:份)?$/u.exec(rest) ?? []
  return month && Number(month) >= 1 && Number(month) <= 12
    ? period(whole, Number(month), `${year}-${month.padStart(2, '0')}`)
    : null
}

/** The last whole month before a date (ISO date). */
export function monthBefore(date: string): Period {
  const [year = 0, month = 1] = date.split('-').map(Number)
  const [of, no] = month === 1 ? [year - 1, 12] : [year, month - 1]
  return period(of, no, `${of}-${String(no).padStart(2, '0')}`)
}

function period(year: number, month: number, label: string): Period {
  return { label, endsOn: new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10) }
}
