import { useEffect, useId, useRef, useState } from 'preact/hooks'
import type { PagePeople, PagePerson } from '../protocol.ts'
import { Avatar } from './avatar.tsx'
import { isComposing } from './composing.ts'
import { Icon } from './icon.tsx'
import { useWords } from './language.ts'
import { query } from './page-api.ts'
import { placeAddress } from './place.ts'
import { recentPeople } from './recent-people.ts'
import { useResource } from './use-resource.ts'

interface PersonPickerProps {
  onPick(person: PagePerson): void
  /** Offers to open each person in a tab of their own. */
  withTabs: boolean
  focus: boolean
}

interface Section {
  heading: string
  people: PagePerson[]
}

/** A search over everybody: recent and suggested people first while nothing is typed. */
export function PersonPicker({ onPick, withTabs, focus }: PersonPickerProps) {
  const words = useWords()
  const id = useId()
  const [typed, setTyped] = useState('')
  const asked = useSettled(typed.trim(), 120)
  const { value, failed } = useResource<PagePeople>(
    `people?${query({ q: asked || undefined, limit: asked ? 40 : 24 })}`,
    'people',
  )
  const sections = useSections(value, asked)
  const flat = sections.flatMap((section) => section.people)
  const [at, setAt] = useState(0)
  useEffect(() => setAt(0), [asked])
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (isComposing(event)) return
    if (step !== undefined && flat.length) setAt((at + step + flat.length) % flat.length)
    else if (event.key === 'Enter' && flat[at]) onPick(flat[at])
    else return
    event.preventDefault()
  }
  return (
    <div class="picker">
      <PickerSearch
        id={id}
        at={flat[at] ? `${id}-${at}` : undefined}
        focus={focus}
        onType={setTyped}
        onKeyDown={onKeyDown}
      />
      <div class="picker-list" id={id} role="listbox" aria-label={words.searchPeople}>
        {sections.map((section) => (
          // biome-ignore lint/a11y/useSemanticElements: a group of options, not of fields
          <div key={section.heading} role="group" aria-label={section.heading}>
            <div class="picker-heading">{section.heading}</div>
            {section.people.map((person) => {
              const index = flat.indexOf(person)
              return (
                <PersonLine
                  key={person.id}
                  id={`${id}-${index}`}
                  person={person}
                  active={index === at}
                  withTab={withTabs}
                  onPick={() => onPick(person)}
                />
              )
            })}
          </div>
        ))}
        {value && flat.length === 0 && <p class="choices-note">{words.nobodyFound}</p>}
        {failed && <p class="choices-note">{words.unreachable}</p>}
      </div>
    </div>
  )
}

function useSettled(value: string, ms: number): string {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), ms)
    return () => clearTimeout(timer)
  }, [value, ms])
  return settled
}

function useSections(found: PagePeople | null, asked: string): Section[] {
  const words = useWords()
  const ids = useRef(recentPeople().join(',')).current
  const recent = useResource<PagePeople>(ids ? `people?${query({ ids })}` : null, null).value
  if (!found) return []
  if (asked) return found.people.length ? [{ heading: words.found(found.total), people: found.people }] : []
  const shown = new Set<string>()
  const take = (people: PagePerson[]) => people.filter((one) => !shown.has(one.id) && shown.add(one.id))
  const sections = [
    { heading: words.recent, people: take(recent?.people ?? []) },
    { heading: words.suggested, people: take(found.suggested) },
    { heading: words.everyone, people: take(found.people) },
  ]
  return sections.filter((section) => section.people.length > 0)
}

interface PickerSearchProps {
  id: string
  at: string | undefined
  focus: boolean
  onType(typed: string): void
  onKeyDown(event: KeyboardEvent): void
}

function PickerSearch({ id, at, focus, onType, onKeyDown }: PickerSearchProps) {
  const words = useWords()
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (focus) field.current?.focus()
  }, [focus])
  return (
    <div class="picker-search">
      <Icon name="search" />
      <input
        ref={field}
        type="text"
        role="combobox"
        aria-expanded="true"
        aria-controls={id}
        aria-activedescendant={at}
        aria-label={words.searchPeople}
        placeholder={words.searchPeople}
        autocomplete="off"
        onInput={(event) => !event.isComposing && onType(event.currentTarget.value)}
        onCompositionEnd={(event) => onType(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
    </div>
  )
}

interface PersonLineProps {
  id: string
  person: PagePerson
  active: boolean
  withTab: boolean
  onPick(): void
}

function PersonLine({ id, person, active, withTab, onPick }: PersonLineProps) {
  const words = useWords()
  const line = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (active) line.current?.scrollIntoView({ block: 'nearest' })
  }, [active])
  return (
    <div ref={line} class={active ? 'person is-active' : 'person'}>
      <div
        id={id}
        class="person-main"
        role="option"
        aria-selected={active}
        tabIndex={-1}
        onClick={onPick}
        onKeyDown={(event) => event.key === 'Enter' && onPick()}
      >
        <Avatar id={person.id} name={person.realName} />
        <span class="person-text">
          <span class="person-name">
            {person.realName}
            {person.deactivated && <span class="tag">{words.deactivated}</span>}
            {/restricted|stranger/.test(person.kind) && <span class="tag">{words.guest}</span>}
          </span>
          <span class="person-title">{person.title || person.email}</span>
        </span>
      </div>
      {withTab && (
        <a
          class="person-tab"
          href={placeAddress({ as: person.id, at: null, thread: null })}
          target="_blank"
          rel="noopener"
          tabIndex={active ? 0 : -1}
          aria-label={`${words.newTab}: ${person.realName}`}
          title={words.newTab}
        >
          <Icon name="open" size={16} />
        </a>
      )}
    </div>
  )
}
