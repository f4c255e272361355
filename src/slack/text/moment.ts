import type { Language } from './words.ts'

const locales = { zh: 'zh-CN', en: 'en-GB' } as const

/** A moment in the bank's zone, to the minute: "2026年11月25日 09:08" or "25 Nov 2026, 09:08"; a card is read years later. */
export function momentText(at: Date, language: Language, timeZone: string): string {
  return momentFormat(language, timeZone).format(at)
}

/** Kept, because a card names many moments, and making a formatter takes longer than drawing the rest of it. */
const momentFormats = new Map<string, Intl.DateTimeFormat>()

function momentFormat(language: Language, timeZone: string): Intl.DateTimeFormat {
  const key = `${language} ${timeZone}`
  const known = momentFormats.get(key)
  if (known) return known
  const format = new Intl.DateTimeFormat(locales[language], {
    timeZone,
    year: 'numeric',
    month: language === 'zh' ? 'long' : 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  momentFormats.set(key, format)
  return format
}

/** A date (YYYY-MM-DD) written out. */
export function dateText(date: string, language: Language): string {
  return new Intl.DateTimeFormat(locales[language], { timeZone: 'UTC', dateStyle: 'long' }).format(new Date(date))
}

const units = {
  zh: { minute: ' 分钟', hour: ' 小时', day: ' 天' },
  en: { minute: 'minute', hour: 'hour', day: 'day' },
} as const

/** How long something has waited, in its largest unit: "3 天", "5 hours"; "不到 1 分钟" at first. */
export function ageText(milliseconds: number, language: Language): string {
  const minutes = Math.max(0, Math.floor(milliseconds / 60_000))
  if (minutes === 0) return language === 'zh' ? '不到 1 分钟' : 'less than a minute'
  const unit = minutes < 60 ? 'minute' : minutes < 60 * 24 ? 'hour' : 'day'
  const value = Math.floor(minutes / { minute: 1, hour: 60, day: 60 * 24 }[unit])
  return language === 'zh' ? `${value}${units.zh[unit]}` : `${value} ${units.en[unit]}${value === 1 ? '' : 's'}`
}
