import type { Changes } from '../changes.ts'

/**
 * The first value of `read` that is not undefined, null or false: looked for at once and after every change of the
 * workspace. Rejects after `timeoutMs` (real time) with `describe()`.
 */
export function waitForChange<T>(
  changes: Changes,
  read: () => T | undefined | null | false,
  describe: () => string,
  timeoutMs: number,
): Promise<T> {
  return new Promise((resolve, reject) => {
    let queued = false
    const finish = (act: () => void): void => {
      clearTimeout(timer)
      stop()
      act()
    }
    const look = (): void => {
      queued = false
      try {
        const value = read()
        if (value !== undefined && value !== null && value !== false) finish(() => resolve(value))
      } catch (error) {
        finish(() => reject(error))
      }
    }
    const timer = setTimeout(
      () => finish(() => reject(new Error(`not seen within ${timeoutMs} ms; on the screen:\n${describe()}`))),
      timeoutMs,
    )
    // Many changes come in one turn of the loop; one look after them is enough.
    const stop = changes.subscribe(() => {
      if (queued) return
      queued = true
      setImmediate(look)
    })
    look()
  })
}
