import type { PageEvent } from './protocol.ts'

/** Tells whoever looks that something changed. `people` null = everybody may care. */
export interface Changes {
  emit(event: PageEvent, people: Iterable<string> | null): void
  subscribe(listener: (event: PageEvent, people: Set<string> | null) => void): () => void
}

/** `onEvery` runs before the listeners: the state file hangs on it. */
export function createChanges(onEvery: (event: PageEvent) => void): Changes {
  const listeners = new Set<(event: PageEvent, people: Set<string> | null) => void>()
  return {
    emit(event, people) {
      onEvery(event)
      const audience = people ? new Set(people) : null
      for (const listener of [...listeners]) listener(event, audience)
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
