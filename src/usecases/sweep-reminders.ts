import { type DuePlan, dueDates, queueDigests, sweepBatch } from '../../db/queries/sweep-reminders.ts'
import { reminderOn } from '../domain/reminder/plan-reminders.ts'
import { isWorkingMoment, opening } from '../domain/working-hours.ts'
import { workingTime } from './start-clocks.ts'
import { type Act, ask, type Deps, transact } from './transact.ts'

/** Rows a statement: well under the statement timeout, and the same memory however many are due. */
const batchSize = 5_000

/** Statements at once: where much is due, the database has a second processor. */
const atOnce = 2

const job: Act = { personId: null, source: 'job' }

/**
 * Reminds of everything whose time has come: claims each reminder once, then queues one message a person and one a client's
 * channel. Does nothing outside working hours; after days without a process only the latest reminder of each thing is said.
 * May run in several processes at once, and be killed at any point: what is claimed and what is noted commit together.
 *
 * @returns how many reminders were claimed
 */
export async function sweepReminders(deps: Deps, size = batchSize): Promise<number> {
  const plan = await planToday(deps)
  if (!plan) return 0
  const { plans, now, today } = plan
  const claim = async (): Promise<number> => {
    for (let claimed = 0; ; ) {
      const batch = await transact(deps, job, async (tx) => ({
        result: await sweepBatch(tx, plans, { now, today, size }),
        events: [],
      }))
      claimed += batch.claimed
      if (batch.found < size || batch.moved === 0) return claimed
    }
  }
  const claimed = plans.length === 0 ? [] : await Promise.all(Array.from({ length: atOnce }, claim))
  await transact(deps, job, async (tx) => ({ result: await queueDigests(tx, now), events: [] }))
  return claimed.reduce((sum, count) => sum + count, 0)
}

/** What every due date among what is due comes to; null = people are not at work. */
function planToday(deps: Deps): Promise<{ plans: DuePlan[]; now: Date; today: string } | null> {
  return ask(deps, async (tx, { now, today, policy }) => {
    const time = await workingTime(tx, policy)
    if (!isWorkingMoment(now, time)) return null
    const plans = (await dueDates(tx, now)).map(({ kind, dueOn }): DuePlan => {
      const { due, next } = reminderOn(kind, dueOn, today, policy.reminders, time.calendar)
      return {
        kind,
        dueOn,
        reminder: due?.reminder ?? null,
        level: due?.level ?? 0,
        next: next === null ? null : opening(next, time),
      }
    })
    return { plans, now, today }
  })
}
