import { useEffect, useId, useRef, useState } from 'preact/hooks'
import { isComposing } from '../composing.ts'
import { Icon } from '../icon.tsx'
import { useWords } from '../language.ts'
import { type Choice, type ChoiceSource, useChoices } from './choice.ts'

interface ChoiceListProps {
  source: ChoiceSource
  label: string
  chosen: readonly string[]
  /** Letters needed before the source is asked. */
  minimum: number
  waitMs: number
  onPick(choice: Choice): void
}

/** The open list of a select: a search field above the lines, all of it within reach of the keyboard. */
export function ChoiceListPanel({ source, label, chosen, minimum, waitMs, onPick }: ChoiceListProps) {
  const words = useWords()
  const id = useId()
  const [typed, setTyped] = useState('')
  const list = useChoices(source, typed, minimum, waitMs)
  const choices = Array.isArray(list) ? list : []
  const [at, setAt] = useState(0)
  useEffect(() => setAt(0), [typed])
  const active = Math.min(at, choices.length - 1)
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event)) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined) {
      event.preventDefault()
      if (choices.length) setAt((active + step + choices.length) % choices.length)
    } else if (event.key === 'Enter') {
      event.preventDefault()
      const choice = choices[active]
      if (choice) onPick(choice)
    }
  }
  return (
    <>
      <SearchField
        label={label}
        listId={id}
        activeId={active >= 0 ? `${id}-${active}` : undefined}
        onSearch={setTyped}
        onKeyDown={onKeyDown}
      />
      {/* A press on a line must not take the focus from the search field: its leaving closes the list. */}
      <div
        class="choices"
        role="listbox"
        id={id}
        aria-label={label}
        tabIndex={-1}
        onMouseDown={(event) => event.preventDefault()}
      >
        {choices.map((choice, index) => (
          <ChoiceLine
            key={choice.value}
            id={`${id}-${index}`}
            choice={choice}
            heading={choice.group !== choices[index - 1]?.group ? choice.group : undefined}
            active={index === active}
            chosen={chosen.includes(choice.value)}
            onHover={() => setAt(index)}
            onPick={() => onPick(choice)}
          />
        ))}
        {choices.length === 0 && <p class="choices-note">{emptyNote(words, list, typed, minimum)}</p>}
      </div>
    </>
  )
}

function emptyNote(words: ReturnType<typeof useWords>, list: unknown, typed: string, minimum: number): string {
  if (typed.trim().length < minimum) return words.typeMore(minimum)
  if (list === 'loading') return words.loadingOptions
  return list === 'failed' ? words.optionsFailed : words.noOptions
}

interface SearchFieldProps {
  label: string
  listId: string
  activeId: string | undefined
  onSearch(typed: string): void
  onKeyDown(event: KeyboardEvent): void
}

function SearchField({ label, listId, activeId, onSearch, onKeyDown }: SearchFieldProps) {
  const words = useWords()
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])
  // Half a syllable of pinyin is no word to search for: wait until the input method is done.
  const onInput = (event: InputEvent) => {
    if (!event.isComposing) onSearch((event.currentTarget as HTMLInputElement).value)
  }
  return (
    <div class="choices-search">
      <Icon name="search" size={16} />
      <input
        ref={field}
        type="text"
        role="combobox"
        aria-expanded="true"
        aria-controls={listId}
        aria-activedescendant={activeId}
        aria-label={`${words.search} ${label}`}
        placeholder={words.search}
        autocomplete="off"
        onInput={onInput}
        onCompositionEnd={(event) => onSearch(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
    </div>
  )
}

interface ChoiceLineProps {
  id: string
  choice: Choice
  heading: string | undefined
  active: boolean
  chosen: boolean
  onHover(): void
  onPick(): void
}

function ChoiceLine({ id, choice, heading, active, chosen, onHover, onPick }: ChoiceLineProps) {
  const line = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (active) line.current?.scrollIntoView({ block: 'nearest' })
  }, [active])
  return (
    <>
      {heading && <div class="choices-heading">{heading}</div>}
      {/* biome-ignore lint/a11y/useFocusableInteractive: the search field keeps the focus and points here */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the search field handles the keys */}
      <div
        ref={line}
        id={id}
        role="option"
        aria-selected={chosen}
        class={active ? 'choice choice-active' : 'choice'}
        onMouseMove={active ? undefined : onHover}
        onClick={onPick}
      >
        <span class="choice-label">{choice.label}</span>
        {choice.description && <span class="choice-description">{choice.description}</span>}
        {chosen && <Icon name="check" size={16} />}
      </div>
    </>
  )
}
