import type { Deps } from '../usecases/transact.ts'

/** Something that has to be looked after at times. One file in `jobs` each. */
export interface Job {
  readonly name: string
  /** When to wake, as a cron expression in the bank's zone. What is due is told by rows, so a missed wake costs nothing. */
  readonly wakes: string
  /** May run in several processes at once, and again: what it did is not done twice. */
  run(deps: Deps): Promise<void>
}
