/** Kept, because every transaction asks for the bank's date, and making a formatter takes longer than most of its queries. */
const dateFormats = new Map<string, Intl.DateTimeFormat>()

/** The bank's date (YYYY-MM-DD) at a moment, in its IANA zone. */
export function bankDate(at: Date, timeZone: string): string {
  return dateFormat(timeZone).format(at)
}

/** Whether this is the name of an IANA zone. */
export function isTimeZone(name: string): boolean {
  try {
    dateFormat(name)
    return true
  } catch {
    return false
  }
}

/** The later of two dates (YYYY-MM-DD). */
export function laterDate(a: string, b: string): string {
  return a.localeCompare(b) < 0 ? b : a
}

/** The earlier of two dates (YYYY-MM-DD). */
export function earlierDate(a: string, b: string): string {
  return a.localeCompare(b) < 0 ? a : b
}

function dateFormat(timeZone: string): Intl.DateTimeFormat {
  const known = dateFormats.get(timeZone)
  if (known) return known
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
  dateFormats.set(timeZone, format)
  return format
}

/**
 * The date some months after an anchor, clamped to the month's last day. Always computed from the anchor, so that a short
 * month moves no later date (B19).
 */
export function addMonths(anchor: string, months: number): string {
  const [year = 0, month = 1, day = 1] = anchor.split('-').map(Number)
  const first = new Date(Date.UTC(year, month - 1 + months, 1))
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
  first.setUTCDate(Math.min(day, last))
  return first.toISOString().slice(0, 10)
}

/**
 * The first date after another in a series of so many months from an anchor. Counted from the anchor, so that whatever was
 * done late moves no later date (B19).
 */
export function nextInSeries(anchor: string, months: number, after: string): string {
  for (let count = 0; ; count++) {
    const date = addMonths(anchor, count * months)
    if (date > after) return date
  }
}

/** The moment at which it is so many o'clock (0 to 24, the full hour) on a date (YYYY-MM-DD) in an IANA zone. */
export function momentAt(date: string, hour: number, timeZone: string): Date {
  const wanted = Date.parse(date) + hour * 3_600_000
  // Twice, because the first guess may lie on the other side of a change to or from summer time.
  const guess = wanted - offsetAt(wanted, timeZone)
  return new Date(wanted - offsetAt(guess, timeZone))
}

/** By how many ms the zone's clocks are ahead of UTC at a moment. */
function offsetAt(at: number, timeZone: string): number {
  const parts = clockFormat(timeZone).formatToParts(at)
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value)
  const shown = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'))
  return shown - Math.floor(at / 1000) * 1000
}

const clockFormats = new Map<string, Intl.DateTimeFormat>()

function clockFormat(timeZone: string): Intl.DateTimeFormat {
  const known = clockFormats.get(timeZone)
  if (known) return known
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })
  clockFormats.set(timeZone, format)
  return format
}
