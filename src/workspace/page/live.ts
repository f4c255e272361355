import type { PageEvent } from '../protocol.ts'

/** `conversation:C1` for one conversation; else the event's type. */
export type Topic = Exclude<PageEvent['type'], 'conversation'> | `conversation:${string}`

/** What tells the page to read something again. */
export interface Live {
  /** Calls `listener` when the topic changed or may have been missed. Answers with its end. */
  on(topic: Topic, listener: () => void): () => void
  /** Whether the stream is broken; false while it is closed on purpose. */
  onBroken(listener: (broken: boolean) => void): () => void
  close(): void
}

const hiddenPollMs = 10_000

/**
 * The events of one person. A browser opens six connections to a host, so a tab in the background gives its own back and
 * asks every ten seconds instead: otherwise a seventh tab would hang.
 */
export function openLive(as: string): Live {
  const listeners = new Map<Topic, Set<() => void>>()
  const watchers = new Set<(broken: boolean) => void>()
  const tell = (topic: Topic) => {
    for (const listener of [...(listeners.get(topic) ?? [])]) listener()
  }
  const tellAll = () => {
    for (const topic of [...listeners.keys()]) tell(topic)
  }
  const tellBroken = (broken: boolean) => {
    for (const watcher of watchers) watcher(broken)
  }
  const stopStream = keepStream(as, tell, tellAll, tellBroken)
  return {
    on(topic, listener) {
      const set = listeners.get(topic) ?? new Set()
      listeners.set(topic, set.add(listener))
      return () => set.delete(listener)
    },
    onBroken(listener) {
      watchers.add(listener)
      return () => watchers.delete(listener)
    },
    close: stopStream,
  }
}

function keepStream(
  as: string,
  tell: (topic: Topic) => void,
  tellAll: () => void,
  tellBroken: (broken: boolean) => void,
): () => void {
  let source: EventSource | null = null
  let poll: ReturnType<typeof setInterval> | undefined
  const follow = () => {
    clearInterval(poll)
    source?.close()
    source = null
    if (document.hidden) poll = setInterval(() => tell('state'), hiddenPollMs)
    else source = openSource(as, tell, tellAll, tellBroken)
  }
  follow()
  document.addEventListener('visibilitychange', follow)
  return () => {
    document.removeEventListener('visibilitychange', follow)
    clearInterval(poll)
    source?.close()
  }
}

function openSource(
  as: string,
  tell: (topic: Topic) => void,
  tellAll: () => void,
  tellBroken: (broken: boolean) => void,
): EventSource {
  const source = new EventSource(`/page-api/events?as=${encodeURIComponent(as)}`)
  source.onopen = () => {
    tellBroken(false)
    // Whatever happened between the first reading and this moment was not told.
    tellAll()
  }
  source.onerror = () => tellBroken(true)
  source.onmessage = (message) => {
    const event = JSON.parse(message.data as string) as PageEvent
    tell(event.type === 'conversation' ? `conversation:${event.id}` : event.type)
  }
  return source
}
