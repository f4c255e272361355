import type { Log } from '../log.ts'

/** Knows whether the database answers, so that an outage is two lines in the log however many queries meet it. */
export interface Outage {
  ongoing(): boolean
  failed(error: unknown): void
  answered(): void
}

export function createOutage(log: Log): Outage {
  let since: number | undefined
  return {
    ongoing: () => since !== undefined,
    failed(error) {
      if (since !== undefined) return
      since = performance.now()
      log.error({ err: error }, 'The outbox cannot read or write its rows; it keeps trying')
    },
    answered() {
      if (since === undefined) return
      const seconds = Math.round((performance.now() - since) / 1_000)
      since = undefined
      log.info({ seconds }, 'The outbox reads and writes its rows again')
    },
  }
}
