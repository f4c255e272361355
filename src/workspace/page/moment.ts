import { type Language, languageTag } from './language.ts'
import { pageWords } from './words.ts'

/** How a person reads times. */
export interface Reader {
  language: Language
  /** `Asia/Shanghai` */
  zone: string
}

const formatters = new Map<string, Intl.DateTimeFormat>()

function format(ms: number, reader: Reader, options: Intl.DateTimeFormatOptions): string {
  const key = JSON.stringify([reader, options])
  const formatter =
    formatters.get(key) ?? new Intl.DateTimeFormat(languageTag(reader.language), { timeZone: reader.zone, ...options })
  formatters.set(key, formatter)
  return formatter.format(ms)
}

/** Milliseconds of a message's `ts`. */
export function tsMs(ts: string): number {
  return Math.floor(Number(ts) * 1000)
}

/** The time on the clock: "14:05", "2:05 PM". */
export function clockText(ms: number, reader: Reader, seconds = false): string {
  return format(ms, reader, {
    hour: reader.language === 'zh' ? '2-digit' : 'numeric',
    minute: '2-digit',
    ...(seconds ? { second: '2-digit' } : {}),
    ...(reader.language === 'zh' ? { hourCycle: 'h23' } : { hour12: true }),
  })
}

/** The calendar day, `2026-11-25`: equal for moments of one day. */
export function dayKey(ms: number, zone: string): string {
  return format(ms, { language: 'zh', zone }, { year: 'numeric', month: '2-digit', day: '2-digit' }).replaceAll(
    '/',
    '-',
  )
}

/** The day as dividers say it: "今天", "11月24日 星期二". */
export function dayText(ms: number, now: number, reader: Reader): string {
  return (
    nearDay(ms, now, reader) ??
    format(ms, reader, { month: 'long', day: 'numeric', weekday: 'long', ...yearIfOther(ms, now, reader.zone) })
  )
}

/** Date and time in full, for hints. */
export function momentText(ms: number, reader: Reader): string {
  return `${format(ms, reader, { dateStyle: 'long' })} ${clockText(ms, reader, true)}`
}

function yearIfOther(ms: number, now: number, zone: string): Intl.DateTimeFormatOptions {
  return dayKey(ms, zone).slice(0, 4) === dayKey(now, zone).slice(0, 4) ? {} : { year: 'numeric' }
}

function nearDay(ms: number, now: number, reader: Reader): string | null {
  const words = pageWords[reader.language]
  const day = 86_400_000
  const at = dayKey(ms, reader.zone)
  if (at === dayKey(now, reader.zone)) return words.today
  if (at === dayKey(now - day, reader.zone)) return words.yesterday
  if (at === dayKey(now + day, reader.zone)) return words.tomorrow
  return null
}

const long = { year: 'numeric', month: 'long', day: 'numeric' } as const
const short = { year: 'numeric', month: 'short', day: 'numeric' } as const
const weekday = { ...long, weekday: 'long' } as const

/** Fills the format of `<!date^…>` (docs.slack.dev, "Date formatting"); null when it asks for something unknown. */
export function slackDate(seconds: number, pattern: string, now: number, reader: Reader): string | null {
  const ms = seconds * 1000
  const near = nearDay(ms, now, reader)
  const parts: Record<string, () => string> = {
    date_num: () => dayKey(ms, reader.zone),
    date_slash: () => dayKey(ms, reader.zone).replaceAll('-', '/'),
    date: () => format(ms, reader, long),
    date_short: () => format(ms, reader, short),
    date_long: () => format(ms, reader, weekday),
    date_pretty: () => near ?? format(ms, reader, long),
    date_short_pretty: () => near ?? format(ms, reader, short),
    date_long_pretty: () => near ?? format(ms, reader, weekday),
    day_divider_pretty: () => dayText(ms, now, reader),
    time: () => clockText(ms, reader),
    time_secs: () => clockText(ms, reader, true),
    ago: () => agoText(ms, now, reader),
  }
  let unknown = false
  const text = pattern.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const part = parts[name]
    unknown ||= !part
    return part?.() ?? whole
  })
  return unknown ? null : text
}

function agoText(ms: number, now: number, reader: Reader): string {
  const relative = new Intl.RelativeTimeFormat(languageTag(reader.language), { numeric: 'auto' })
  const minutes = Math.round((ms - now) / 60_000)
  if (Math.abs(minutes) < 60) return relative.format(minutes, 'minute')
  if (Math.abs(minutes) < 1440) return relative.format(Math.round(minutes / 60), 'hour')
  return relative.format(Math.round(minutes / 1440), 'day')
}

/** `2026-11-25T14:05` on the clocks of a zone → unix seconds; null when it is no moment. */
export function wallSeconds(wall: string, zone: string): number | null {
  const asUtc = Date.parse(`${wall}Z`)
  if (Number.isNaN(asUtc)) return null
  // Twice, because the offset at the first guess may be that of the other side of a change of the clocks.
  const first = asUtc - offsetMs(asUtc, zone)
  return Math.floor((asUtc - offsetMs(first, zone)) / 1000)
}

/** Unix seconds → `2026-11-25T14:05` on the clocks of a zone. */
export function wallText(seconds: number, zone: string): string {
  const ms = seconds * 1000
  return new Date(ms + offsetMs(ms, zone)).toISOString().slice(0, 16)
}

function offsetMs(ms: number, zone: string): number {
  const reader: Reader = { language: 'en', zone }
  const wall = format(ms, reader, {
    dateStyle: 'short',
    timeStyle: 'medium',
    hourCycle: 'h23',
  } as Intl.DateTimeFormatOptions)
  return Date.parse(`${wall} UTC`) - Math.floor(ms / 1000) * 1000
}
