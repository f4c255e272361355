/** Things to be done at a moment of the stand-in's own clock. */
export interface Timers {
  at(time: number, run: () => void): () => void
  /** Does whatever is due: call it after moving a controlled clock to act without waiting. */
  tick(): void
  /** When the next thing is due; null = nothing waits. */
  next(): number | null
  stop(): void
}

// A clock in other hands may jump at any moment without telling, so it is looked at this often while something waits.
const lookMs = 20

/** `controlled`: the clock is not the machine's. */
export function createTimers(now: () => number, controlled: boolean): Timers {
  const waiting = new Map<number, { time: number; run: () => void }>()
  let counter = 0
  let timer: NodeJS.Timeout | null = null
  const soonestTime = (): number => {
    let soonest = Number.POSITIVE_INFINITY
    for (const item of waiting.values()) soonest = Math.min(soonest, item.time)
    return soonest
  }
  const arm = (): void => {
    if (timer) clearTimeout(timer)
    timer = null
    if (waiting.size === 0) return
    const soonest = soonestTime()
    const delay = Math.min(Math.max(0, soonest - now()), 2_000_000_000)
    timer = setTimeout(tick, controlled ? Math.min(delay, lookMs) : delay)
    timer.unref()
  }
  const tick = (): void => {
    const due = [...waiting].filter(([, item]) => item.time <= now()).sort((a, b) => a[1].time - b[1].time)
    for (const [key, item] of due) {
      waiting.delete(key)
      item.run()
    }
    arm()
  }
  const at = (time: number, run: () => void): (() => void) => {
    const key = counter++
    waiting.set(key, { time, run })
    arm()
    return () => waiting.delete(key)
  }
  const stop = (): void => {
    waiting.clear()
    arm()
  }
  const next = (): number | null => (waiting.size === 0 ? null : soonestTime())
  return { at, tick, next, stop }
}
