/** Timers that fire when they are told to. */
export interface Timers {
  /** Runs it so many ms from now, and each `everyMs` after that where given. The handle looks like Node's. */
  at(ms: number, run: () => void, everyMs?: number): object
  /** False = the handle is none of these. */
  cancel(handle: unknown): boolean
  /** As `setTimeout` of `node:timers/promises`. */
  sleep<T>(ms?: number, value?: T, options?: { signal?: AbortSignal }): Promise<T>
  /** When the next one is due; null = none waits. */
  next(): number | null
  /** Runs whatever is due, the earliest first. */
  fire(): void
}

interface Timer {
  due: number
  readonly run: () => void
  readonly everyMs: number | undefined
}

/** @param now the time in ms */
export function createTimers(now: () => number): Timers {
  const waiting = new Map<object, Timer>()
  const next = (): number | null => {
    let soonest = Number.POSITIVE_INFINITY
    for (const { due } of waiting.values()) soonest = Math.min(soonest, due)
    return waiting.size === 0 ? null : soonest
  }
  const at = (ms: number, run: () => void, everyMs?: number): object => {
    const handle = { ref: () => handle, unref: () => handle, hasRef: () => true, refresh: () => handle }
    waiting.set(handle, { due: now() + ms, run, everyMs })
    return handle
  }
  const cancel = (handle: unknown): boolean => waiting.delete(handle as object)
  return {
    at,
    cancel,
    sleep: (ms = 1, value, { signal } = {}) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason)
        const stop = () => {
          cancel(handle)
          reject(signal?.reason)
        }
        const handle = at(ms, () => {
          signal?.removeEventListener('abort', stop)
          resolve(value as never)
        })
        signal?.addEventListener('abort', stop, { once: true })
      }),
    next,
    fire() {
      const due = [...waiting].filter(([, timer]) => timer.due <= now()).sort((a, b) => a[1].due - b[1].due)
      for (const [handle, timer] of due) {
        if (!waiting.has(handle)) continue
        if (timer.everyMs === undefined) waiting.delete(handle)
        else timer.due = now() + timer.everyMs
        timer.run()
      }
    },
  }
}
