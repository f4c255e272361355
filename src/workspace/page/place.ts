import { useEffect, useState } from 'preact/hooks'

/** What the address says: who acts, and what they look at. */
export interface Place {
  as: string | null
  /** A conversation's id, `home` for the App Home; null = the bot's direct message. */
  at: string | null
  /** The root `ts` of the thread in the right pane. */
  thread: string | null
}

/** Reads the place off an address. */
export function readPlace(search: string): Place {
  const parts = new URLSearchParams(search)
  return { as: parts.get('as'), at: parts.get('in'), thread: parts.get('thread') }
}

/** The address of a place, relative to the page. */
export function placeAddress(place: Place): string {
  const parts = new URLSearchParams()
  if (place.as) parts.set('as', place.as)
  if (place.at) parts.set('in', place.at)
  if (place.thread) parts.set('thread', place.thread)
  const search = parts.toString()
  return search ? `?${search}` : '.'
}

/** The place, kept in the address so that a link, the back button and several tabs work. */
export function usePlace(): [Place, (next: Partial<Place>) => void] {
  const [place, setPlace] = useState(() => readPlace(location.search))
  useEffect(() => {
    const follow = () => setPlace(readPlace(location.search))
    addEventListener('popstate', follow)
    return () => removeEventListener('popstate', follow)
  }, [])
  const go = (next: Partial<Place>) => {
    const target = { ...readPlace(location.search), ...next }
    history.pushState(null, '', placeAddress(target))
    setPlace(target)
  }
  return [place, go]
}
