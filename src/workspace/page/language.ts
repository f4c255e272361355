import { createContext } from 'preact'
import { useContext, useEffect, useState } from 'preact/hooks'
import { readStored, writeStored } from './stored.ts'
import { type PageWords, pageWords } from './words.ts'

export type Language = 'zh' | 'en'

/** The language of the interface; what people and the bot write stays as it is. */
export const LanguageContext = createContext<Language>('zh')

/** The words in the language on the screen. */
export function useWords(): PageWords {
  return pageWords[useContext(LanguageContext)]
}

/** The language on the screen. */
export function useLanguage(): Language {
  return useContext(LanguageContext)
}

/** The browser's tag of a language, for `lang` and `Intl`. */
export function languageTag(language: Language): string {
  return language === 'zh' ? 'zh-CN' : 'en-US'
}

/** The chosen language: what was chosen before, else Chinese unless the browser asks for another. */
export function useChosenLanguage(): [Language, (language: Language) => void] {
  const [language, setLanguage] = useState<Language>(firstLanguage)
  useEffect(() => {
    document.documentElement.lang = languageTag(language)
  }, [language])
  const choose = (next: Language) => {
    writeStored('language', next)
    setLanguage(next)
  }
  return [language, choose]
}

function firstLanguage(): Language {
  const stored = readStored<string>('language')
  if (stored === 'zh' || stored === 'en') return stored
  return /^zh/i.test(navigator.language) ? 'zh' : 'en'
}
