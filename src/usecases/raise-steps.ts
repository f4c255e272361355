import type { Tx } from '../../db/connection.ts'
import { emptySteps, moveStep, type StepOf } from '../../db/queries/empty-steps.ts'
import { headOfficeId, unitById } from '../../db/queries/unit.ts'
import { bankDate } from '../domain/calendar.ts'
import type { DomainEvent } from '../domain/event.ts'
import { type PostAt, postAbove } from '../domain/organisation/post-above.ts'
import { workingDaysBetween } from '../domain/working-days.ts'
import { type OpenStep, openStepOf } from './open-step.ts'
import { type Deps, type Moment, transact } from './transact.ts'
import { workingCalendar } from './working-calendar.ts'

/** Steps looked at in one run; those that nobody above can take either are looked at again the next time. */
const most = 500

/**
 * Gives steps that nobody can be asked to take to the level above, once the bank's time for that is over; where nobody there
 * can take it either, to the level above that. It is recorded whose step it was, and nothing ever passes by itself.
 */
export function raiseEmptySteps(deps: Deps): Promise<number> {
  return transact(deps, { personId: null, source: 'job' }, async (tx, moment) => {
    const { policy } = moment
    const calendar = await workingCalendar(tx)
    const events: DomainEvent[] = []
    for (const { since, ...step } of await emptySteps(tx, most)) {
      const held = workingDaysBetween(bankDate(since, policy.timeZone), moment.today, calendar)
      if (held >= policy.emptyPostDays) events.push(...(await raise(tx, step, moment)))
    }
    return { result: events.length, events }
  })
}

async function raise(tx: Tx, step: StepOf, { today }: Moment): Promise<DomainEvent[]> {
  const open = await openStepOf(tx, step)
  // Taken, or somebody's again, since the list was read.
  if (!open || (await open.entitled(open.post, today)).length > 0) return []
  const target = await reachable(tx, open, today)
  if (!target) return []
  const planned = open.raisedFrom ?? open.post
  await moveStep(tx, step, target, planned)
  return [{ happening: open.raised, before: { step: open.kind, ...open.post }, after: { ...target } }]
}

/** The nearest level above where somebody can take the step. */
async function reachable(tx: Tx, open: OpenStep, today: string): Promise<PostAt | null> {
  const headOffice = await headOfficeId(tx)
  for (let post: PostAt | null = open.post; post; ) {
    const unit = await unitById(tx, post.unitId)
    post = unit && postAbove(unit, post.positions, headOffice)
    if (post && (await open.entitled(post, today)).length > 0) return post
  }
  return null
}
