/** The interface's languages: Chinese first, English second. */
export const languages = ['zh', 'en'] as const

export type Language = (typeof languages)[number]

/** The same words in both languages: a word missing in one does not compile. */
export interface Words<T> {
  readonly zh: T
  readonly en: T
}

/** Pairs the words of both languages; the Chinese ones give the shape. */
export function words<T extends object>(zh: T, en: Widened<T>): Words<Widened<T>> {
  return { zh: zh as Widened<T>, en }
}

/** A literal becomes its general type, so that the English words need not equal the Chinese ones. */
type Widened<T> = {
  readonly [K in keyof T]: T[K] extends string
    ? string
    : T[K] extends (...args: infer A) => string
      ? (...args: A) => string
      : T[K] extends object
        ? Widened<T[K]>
        : T[K]
}

/** The language for a Slack locale such as zh-CN, zh-TW or en-GB. */
export function languageOf(locale: string | undefined): Language {
  return locale?.toLowerCase().startsWith('en') ? 'en' : 'zh'
}
