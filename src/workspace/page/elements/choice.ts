import { useEffect, useRef, useState } from 'preact/hooks'
import { optionsOf } from '../../block-kit/input-state.ts'
import type { Element, Option } from '../../block-kit/shape.ts'
import type { PagePeople, PagePerson } from '../../protocol.ts'
import { query as queryString, readPage } from '../page-api.ts'
import { plainText } from '../text/text-object.tsx'

/** A line of a select's list. */
export interface Choice {
  value: string
  label: string
  description?: string
  group?: string
}

/** Gives the lines for what was typed; null = they could not be had. */
export type ChoiceSource = (query: string) => Promise<Choice[] | null> | Choice[]

/** An option as a line. */
export function optionChoice(option: Option, group?: string): Choice {
  return {
    value: option.value,
    label: plainText(option.text),
    ...(option.description ? { description: plainText(option.description) } : {}),
    ...(group ? { group } : {}),
  }
}

/** The lines of a select with its own options, narrowed by what was typed. */
export function ownChoices(element: Element, typed: string): Choice[] {
  const grouped = (element.option_groups ?? []).flatMap((group) =>
    group.options.map((option) => optionChoice(option, plainText(group.label))),
  )
  const all = element.option_groups ? grouped : optionsOf(element).map((option) => optionChoice(option))
  const wanted = typed.trim().toLowerCase()
  return wanted ? all.filter((one) => `${one.label}\n${one.description ?? ''}`.toLowerCase().includes(wanted)) : all
}

/** A person as a line. */
export function personChoice(person: PagePerson): Choice {
  return { value: person.id, label: person.realName, description: person.title || person.email }
}

/** People whose name, post or e-mail holds what was typed. */
export async function peopleChoices(typed: string): Promise<Choice[] | null> {
  const path = `people?${queryString({ q: typed.trim() || undefined, limit: 30 })}`
  const answer = await readPage<PagePeople>(path).catch(() => null)
  return answer?.people.filter((one) => !one.deactivated).map(personChoice) ?? null
}

/** What the open list shows. */
export type ChoiceList = 'loading' | 'failed' | Choice[]

/** Follows a source while the list is open, `waitMs` after the last key; a late answer to an older question is dropped. */
export function useChoices(source: ChoiceSource, typed: string, minimum: number, waitMs: number): ChoiceList {
  const [list, setList] = useState<ChoiceList>('loading')
  const latest = useRef(source)
  latest.current = source
  const short = typed.trim().length < minimum
  useEffect(() => {
    if (short) return
    let current = true
    const ask = async () => {
      const found = await latest.current(typed)
      if (current) setList(found ?? 'failed')
    }
    const timer = setTimeout(ask, waitMs)
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [typed, short, waitMs])
  return short ? [] : list
}
