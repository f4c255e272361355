import { useContext, useEffect, useState } from 'preact/hooks'
import type { PagePeople, PagePerson } from '../protocol.ts'
import { query, readPage } from './page-api.ts'
import { WorkspaceContext } from './workspace-context.ts'

/** People by id: what came along with conversations, the rest asked for together. */
export interface People {
  get(id: string): PagePerson | undefined
  learn(people: Iterable<PagePerson>): void
  /** Asks for someone not known yet; those asked in the same moment go in one request. */
  want(id: string): void
  subscribe(listener: () => void): () => void
}

/** An empty book of people. */
export function createPeople(): People {
  const known = new Map<string, PagePerson>()
  const asked = new Set<string>()
  const listeners = new Set<() => void>()
  let waiting: string[] = []
  const learn = (people: Iterable<PagePerson>) => {
    for (const person of people) known.set(person.id, person)
    for (const listener of [...listeners]) listener()
  }
  const ask = async () => {
    const ids = waiting
    waiting = []
    const answer = await readPage<PagePeople>(`people?${query({ ids: ids.join(',') })}`).catch(() => null)
    if (answer) learn(answer.people)
    else for (const id of ids) asked.delete(id)
  }
  return {
    get: (id) => known.get(id),
    learn,
    want(id) {
      if (known.has(id) || asked.has(id)) return
      asked.add(id)
      if (waiting.push(id) === 1) queueMicrotask(ask)
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** The people with these ids; undefined where not known (yet). */
export function usePeople(ids: readonly string[]): (PagePerson | undefined)[] {
  const people = useContext(WorkspaceContext)?.people
  const [, redraw] = useState(0)
  const key = ids.join(',')
  useEffect(() => {
    if (!people) return
    for (const id of key.split(',')) if (id) people.want(id)
    return people.subscribe(() => redraw((count) => count + 1))
  }, [people, key])
  return ids.map((id) => people?.get(id))
}
