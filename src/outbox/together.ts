/**
 * Does for many what can be done for one: whoever comes while it is being done waits, and all who wait are done for at once.
 * Who comes alone waits for nobody. What it came to, or failed with, is everybody's.
 */
export function together<T, R>(doAll: (wanted: readonly T[]) => Promise<R>): (one: T) => Promise<R> {
  let waiting: T[] = []
  let next: Promise<R> | undefined
  let last: Promise<unknown> = Promise.resolve()
  return (one) => {
    waiting.push(one)
    next ??= last.then(() => {
      const wanted = waiting
      waiting = []
      next = undefined
      const doing = doAll(wanted)
      last = doing.catch(() => undefined)
      return doing
    })
    return next
  }
}
