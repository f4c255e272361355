import { useContext, useEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { Topic } from './live.ts'
import { oneAtATime } from './one-at-a-time.ts'
import { ReadError, readPage } from './page-api.ts'
import { LiveContext } from './workspace-context.ts'

/** Something read from the stand-in and read again whenever it changed. */
export interface Resource<T> {
  /** Null until the first answer. */
  value: T | null
  /** Why the last reading failed, if it did; `value` is what was read before. `refused` = it is not there for this person. */
  failed: null | 'refused' | 'unreachable'
  /** Reads again; done when the page shows the answer. */
  reload(): Promise<void>
}

// What was read last stands there at once when a person comes back to a conversation; the fresh answer follows.
const lastRead = new Map<string, unknown>()

interface Reading {
  path: string
  value: unknown
  failed: Resource<unknown>['failed']
}

/** Reads `path` under `/page-api/` and follows the topic. Null reads nothing. */
export function useResource<T>(path: string | null, topic: Topic | null): Resource<T> {
  const live = useContext(LiveContext)
  const [reading, setReading] = useState<Reading | null>(null)
  const wanted = useRef<string | null>(null)
  const reload = useMemo(() => {
    return oneAtATime(async () => {
      if (path === null) return
      const next = await read(path)
      if (!next.failed) lastRead.set(path, next.value)
      // The person may look at something else by now.
      if (wanted.current === path) setReading(next)
    })
  }, [path])
  useEffect(() => {
    wanted.current = path
    void reload()
    return () => {
      wanted.current = null
    }
  }, [path, reload])
  useEffect(() => (topic && live ? live.on(topic, reload) : undefined), [live, topic, reload])
  const current = reading?.path === path ? reading : null
  const known = current ? current.value : path === null ? null : (lastRead.get(path) ?? null)
  return { value: known as T | null, failed: current?.failed ?? null, reload }
}

async function read(path: string): Promise<Reading> {
  try {
    return { path, value: await readPage<unknown>(path), failed: null }
  } catch (error) {
    if (error instanceof ReadError) return { path, value: null, failed: 'refused' }
    return { path, value: lastRead.get(path) ?? null, failed: 'unreachable' }
  }
}
