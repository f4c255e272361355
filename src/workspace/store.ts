import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { State } from './state.ts'

/** Writes the state to one JSON file, never half: a new file is renamed over the old one. */
export interface Store {
  /** Something changed; written about 200 ms later, many changes at once. */
  touch(): void
  /** Writes now what was not yet written. */
  flush(): void
}

const delayMs = 200

/** The state of an earlier run, or null when there is none. A file that cannot be read is an error, not a fresh start. */
export function loadState(file: string): State | null {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
  const state = JSON.parse(text, revive) as State
  if (state.version !== 1)
    throw new Error(`${file}: written by another version (${String(state.version)}); remove it to start afresh`)
  return state
}

/** Without a file nothing is kept. */
export function createStore(state: State, file: string | undefined): Store {
  let timer: NodeJS.Timeout | null = null
  const write = (path: string): void => {
    const fresh = `${path}.new`
    writeFileSync(fresh, JSON.stringify(state, encode), { mode: 0o600 })
    renameSync(fresh, path)
  }
  if (file) mkdirSync(dirname(file), { recursive: true })
  const flush = (): void => {
    if (!timer || !file) return
    clearTimeout(timer)
    timer = null
    write(file)
  }
  const touch = (): void => {
    if (file && !timer) timer = setTimeout(flush, delayMs)
  }
  return { touch, flush }
}

function encode(key: string, value: unknown): unknown {
  if (key === 'ephemerals') return []
  if (value instanceof Map) return { $map: [...value] }
  if (value instanceof Set) return { $set: [...value] }
  return value
}

function revive(_key: string, value: unknown): unknown {
  if (value !== null && typeof value === 'object') {
    if ('$map' in value) return new Map(value.$map as [unknown, unknown][])
    if ('$set' in value) return new Set(value.$set as unknown[])
  }
  return value
}
