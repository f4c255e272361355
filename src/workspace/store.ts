import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { type Conversation, createState, type Message, type State } from './state.ts'

/** Writes the state to one JSON file, never half: a new file is renamed over the old one. */
export interface Store {
  /** Something changed; written about 200 ms later, many changes at once. */
  touch(): void
  /** Writes now what was not yet written. */
  flush(): void
}

const delayMs = 200

// Writing stops everything else for its time: it may take at most a tenth of all time.
const writeShare = 10

/** The state of an earlier run, or null when there is none. A file that cannot be read is an error, not a fresh start. */
export function loadState(file: string): State | null {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
  const stored = JSON.parse(text) as { version: unknown }
  if (stored.version !== 1)
    throw new Error(`${file}: written by another version (${String(stored.version)}); remove it to start afresh`)
  return decodeState(stored)
}

/** Without a file nothing is kept. */
export function createStore(state: State, file: string | undefined): Store {
  let timer: NodeJS.Timeout | null = null
  let lastWriteMs = 0
  const write = (path: string): void => {
    const began = performance.now()
    const fresh = `${path}.new`
    writeFileSync(fresh, JSON.stringify(encodeState(state)), { mode: 0o600 })
    renameSync(fresh, path)
    lastWriteMs = performance.now() - began
  }
  if (file) mkdirSync(dirname(file), { recursive: true })
  const flush = (): void => {
    if (!timer || !file) return
    clearTimeout(timer)
    timer = null
    write(file)
  }
  const touch = (): void => {
    if (file && !timer) timer = setTimeout(flush, Math.max(delayMs, lastWriteMs * writeShare))
  }
  return { touch, flush }
}

// Maps and sets stand at three levels only; naming them is ten times faster than a replacer that looks at every value,
// and reading them so is twice as fast as with a reviver that does.
function encodeState(state: State): object {
  const conversations = [...state.conversations].map(([id, one]) => [id, encodeConversation(one)])
  return { ...encodeMaps(state), conversations: { $map: conversations } }
}

function encodeConversation(conversation: Conversation): object {
  const messages = [...conversation.messages].map(([ts, message]) => [ts, encodeMaps(message)])
  return { ...encodeMaps(conversation), ephemerals: [], messages: { $map: messages } }
}

function encodeMaps(record: object): object {
  return Object.fromEntries(
    Object.entries(record).map(([key, value]) => {
      if (value instanceof Map) return [key, { $map: [...value] }]
      return [key, value instanceof Set ? { $set: [...value] } : value]
    }),
  )
}

function decodeState(stored: object): State {
  const state = decodeMaps(stored) as State
  for (const [id, one] of state.conversations) state.conversations.set(id, decodeConversation(one))
  // What an older file does not have yet begins as in a new workspace.
  return { ...createState('', ''), ...state }
}

function decodeConversation(stored: object): Conversation {
  const conversation = decodeMaps(stored) as Conversation
  for (const [ts, message] of conversation.messages) conversation.messages.set(ts, decodeMaps(message) as Message)
  return conversation
}

function decodeMaps(record: object): object {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, decoded(value)]))
}

function decoded(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value
  if ('$map' in value) return new Map(value.$map as [unknown, unknown][])
  return '$set' in value ? new Set(value.$set as unknown[]) : value
}
