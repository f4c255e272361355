import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { PagePerson, PageState } from '../protocol.ts'
import type { Live } from './live.ts'
import type { People } from './people.ts'
import type { Place } from './place.ts'

/** The stream of changes; null on the start screen. */
export const LiveContext = createContext<Live | null>(null)

/** What every part of the page may ask about once a person is chosen. */
export interface WorkspaceContextValue {
  me: PagePerson
  state: PageState
  people: People
  place: Place
  go(place: Partial<Place>): void
  /** Reads the person's modals again; done when they are on the screen. */
  reloadViews(): Promise<void>
}

export const WorkspaceContext = createContext<WorkspaceContextValue | null>(null)

/** The workspace as the acting person sees it. */
export function useWorkspace(): WorkspaceContextValue {
  const value = useContext(WorkspaceContext)
  if (!value) throw new Error('no person is chosen')
  return value
}
