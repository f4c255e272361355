/** A bell for one sleeper. Rung while nobody sleeps, it is heard at the next wait: no ring is lost. */
export interface Signal {
  ring(): void
  /** Resolves at a ring, at the latest after the time given; without one it waits for the ring. Tells whether it rang. */
  wait(ms?: number): Promise<boolean>
}

/** Makes a bell. */
export function createSignal(): Signal {
  let rung = false
  let wake: (() => void) | undefined
  return {
    ring() {
      rung = true
      wake?.()
    },
    async wait(ms) {
      if (!rung) {
        await new Promise<void>((resolve) => {
          const timer = ms === undefined ? undefined : setTimeout(resolve, ms)
          wake = () => {
            clearTimeout(timer)
            resolve()
          }
        })
      }
      wake = undefined
      const heard = rung
      rung = false
      return heard
    },
  }
}
