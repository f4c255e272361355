import { schedule } from 'node-cron'
import type { Deps } from '../usecases/transact.ts'
import type { Job } from './job.ts'

export interface Scheduler {
  /** Wakes nothing more; resolves when what runs has ended. */
  stop(): Promise<void>
}

/**
 * Wakes the jobs at their times in the bank's zone. node-cron keeps no state and misses what falls into a pause, so it only
 * wakes: what is due stands in the database, and a job that fails finds it there the next time.
 */
export function startScheduler(jobs: readonly Job[], deps: Deps, timeZone: string): Scheduler {
  const running = new Map<string, Promise<void>>()
  const tasks = jobs.map((job) =>
    schedule(job.wakes, () => void wake(job), { name: job.name, timezone: timeZone, logger: quiet(deps) }),
  )

  /** A job that takes longer than its pause is not begun a second time. */
  function wake(job: Job): void {
    if (running.has(job.name)) return
    const run = job
      .run(deps)
      .catch((error: unknown) => deps.log.error({ job: job.name, error: String(error) }, 'a job failed; it runs again'))
      .finally(() => running.delete(job.name))
    running.set(job.name, run)
  }

  return {
    async stop() {
      for (const task of tasks) await task.destroy()
      await Promise.all(running.values())
    },
  }
}

/** What node-cron says of itself goes to the lowest level. */
function quiet({ log }: Deps) {
  const say = (said: unknown) => log.debug({ said: String(said) }, 'node-cron says')
  return { debug: say, info: say, warn: say, error: say }
}
