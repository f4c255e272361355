import { Icon } from './icon.tsx'
import { languageTag, useLanguage, useWords } from './language.ts'
import { PersonPicker } from './person-picker.tsx'
import type { Place } from './place.ts'
import { pageWords } from './words.ts'

interface StartScreenProps {
  go(place: Partial<Place>): void
  switchLanguage(): void
  notice?: string
}

/** What one sees before choosing a person: what this is, and whom one can be. */
export function StartScreen({ go, switchLanguage, notice }: StartScreenProps) {
  const words = useWords()
  // Whoever opens this first may read only the other language.
  const other = useLanguage() === 'zh' ? 'en' : 'zh'
  return (
    <main class="start">
      <button type="button" class="start-language" aria-label={words.languageLabel} onClick={switchLanguage}>
        <Icon name="globe" />
        {words.language}
      </button>
      <div class="start-columns">
        <section class="start-story">
          <span class="start-sign" aria-hidden="true">
            <Icon name="hash" size={34} />
          </span>
          <h1>{words.startTitle}</h1>
          <p>{words.startText}</p>
          <p class="start-other" lang={languageTag(other)}>
            {pageWords[other].startText}
          </p>
        </section>
        <section class="start-card" aria-labelledby="start-choose">
          <h2 id="start-choose">{words.startChoose}</h2>
          {notice && (
            <p class="notice" role="alert">
              <Icon name="warn" size={16} />
              {notice}
            </p>
          )}
          <PersonPicker withTabs focus onPick={(person) => go({ as: person.id, at: null, thread: null })} />
        </section>
      </div>
    </main>
  )
}
