import { type Language, languageOf } from './text/words.ts'

/** Each account's language, remembered, so that a window can open in it before any question to the database. */
export interface Languages {
  of(userId: string): Language
  learn(userId: string, locale: string): void
}

/** Chinese until more is known. */
export function createLanguages(known: Iterable<{ userId: string; locale: string }>): Languages {
  const locales = new Map<string, Language>()
  const learn = (userId: string, locale: string) => void locales.set(userId, languageOf(locale))
  for (const { userId, locale } of known) learn(userId, locale)
  return { of: (userId) => locales.get(userId) ?? 'zh', learn }
}
