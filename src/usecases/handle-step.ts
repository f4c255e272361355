import type { Tx } from '../../db/connection.ts'
import { lockDeadline, setHandler, setSnooze } from '../../db/queries/deadline.ts'
import { remindedOne } from '../../db/queries/reminded.ts'
import { askable, standingOf } from '../../db/queries/standing.ts'
import { trimName } from '../domain/client/name.ts'
import type { DomainEvent } from '../domain/event.ts'
import type { Standing } from '../domain/organisation/standing.ts'
import { isRefusal, type Refusal, refuse } from '../domain/refusal.ts'
import type { DeadlineKind } from '../domain/reminder/deadline.ts'
import type { Reminded } from '../domain/reminder/reminded.ts'
import { latestSnooze, mayPutOffTo } from '../domain/reminder/snooze.ts'
import { opening } from '../domain/working-hours.ts'
import { mayTake } from './read-digest.ts'
import { workingTime } from './start-clocks.ts'
import { type Act, ask, type Deps, type Moment, type Outcome, transact } from './transact.ts'

type Actor = Act & { readonly personId: number }

/** Takes a waiting step on: from now on its reminders go to this person alone, as long as the step is theirs to take. */
export function takeOn(deps: Deps, actor: Actor, deadlineId: number): Promise<Reminded | Refusal> {
  return transact(deps, actor, async (tx, moment): Promise<Outcome<Reminded | Refusal>> => {
    const mine = await heldStepOf(tx, actor.personId, deadlineId, moment)
    if (isRefusal(mine)) return { result: mine, events: [] }
    const taken = await takenBySomebodyElse(tx, mine.one, actor.personId, moment)
    if (taken) return { result: taken, events: [] }
    await setHandler(tx, deadlineId, actor.personId)
    return { result: mine.one, events: [event(mine.one, { type: 'step_taken_on' }, {})] }
  })
}

/** Hands a waiting step over to somebody else who may take it; both names are kept, and the other is told. */
export function handOver(
  deps: Deps,
  actor: Actor,
  deadlineId: number,
  toPersonId: number,
): Promise<{ one: Reminded; name: string } | Refusal> {
  return transact(deps, actor, async (tx, moment): Promise<Outcome<{ one: Reminded; name: string } | Refusal>> => {
    const mine = await heldStepOf(tx, actor.personId, deadlineId, moment)
    if (isRefusal(mine)) return { result: mine, events: [] }
    const taken = await takenBySomebodyElse(tx, mine.one, actor.personId, moment)
    if (taken) return { result: taken, events: [] }
    const other = await standingOf(tx, toPersonId, moment.today)
    if (!other || toPersonId === actor.personId || !(await mayTake(tx, mine.one, other)))
      return { result: refuse('may_not_be_handed', { params: { name: other?.name ?? '' }, field: 'to' }), events: [] }
    await setHandler(tx, deadlineId, toPersonId)
    const happening = { type: 'step_handed_over', deadlineId, from: actor.personId, to: toPersonId } as const
    const names = { from: mine.standing.name, to: other.name }
    return { result: { one: mine.one, name: other.name }, events: [event(mine.one, happening, names)] }
  })
}

/** Puts the reminders of a waiting step off to a working day within the bank's bounds, for a reason. */
export function snooze(
  deps: Deps,
  actor: Actor,
  deadlineId: number,
  { until, reason }: { readonly until: string; readonly reason: string },
): Promise<Reminded | Refusal> {
  return transact(deps, actor, async (tx, moment): Promise<Outcome<Reminded | Refusal>> => {
    const no = (refusal: Refusal) => ({ result: refusal, events: [] })
    const mine = await heldStepOf(tx, actor.personId, deadlineId, moment)
    if (isRefusal(mine)) return no(mine)
    if (trimName(reason) === '') return no(refuse('reason_required', { field: 'reason' }))
    const { one } = mine
    const time = await workingTime(tx, moment.policy)
    const latest = latestSnooze(one.kind, one.dueOn, moment.today, moment.policy.reminders, time.calendar)
    if (!mayPutOffTo(until, moment.today, latest, time.calendar))
      return no(refuse('snooze_too_long', { params: { latest: latest ?? '' }, field: 'until' }))
    await setSnooze(tx, deadlineId, until, opening(until, time))
    const kept = { until, reason: trimName(reason) }
    return { result: one, events: [event(one, { type: 'reminder_snoozed' }, kept)] }
  })
}

/** Who besides the person may take the step now: those to whom it can be handed over. */
export function readColleagues(
  deps: Deps,
  personId: number,
  deadlineId: number,
): Promise<readonly Standing[] | Refusal> {
  return ask(deps, async (tx, moment) => {
    const mine = await stepOf(tx, personId, deadlineId, moment)
    if (isRefusal(mine)) return mine
    const { unitId, positions, managerId } = mine.one
    const holders = await askable(tx, unitId, positions, moment.today)
    const colleagues: Standing[] = []
    for (const id of new Set(managerId === null ? holders : [managerId, ...holders])) {
      const standing = id === personId ? null : await standingOf(tx, id, moment.today)
      if (standing && (await mayTake(tx, mine.one, standing))) colleagues.push(standing)
    }
    return colleagues
  })
}

/** The step, its row held until the transaction ends. */
async function heldStepOf(tx: Tx, personId: number, deadlineId: number, moment: Moment) {
  await lockDeadline(tx, deadlineId)
  return stepOf(tx, personId, deadlineId, moment)
}

/** The step, if it still waits and is the person's to take. */
async function stepOf(tx: Tx, personId: number, deadlineId: number, { today }: Moment) {
  const one = await remindedOne(tx, deadlineId)
  if (!one) return refuse('waits_no_more')
  const standing = await standingOf(tx, personId, today)
  if (standing && (await mayTake(tx, one, standing))) return { one, standing }
  return one.step === null
    ? refuse('not_for_you', { article: '4', params: { unit: one.unitName } })
    : refuse('may_not_decide', { params: { positions: one.positions.join(','), step: one.step } })
}

async function takenBySomebodyElse(tx: Tx, one: Reminded, personId: number, { today }: Moment) {
  if (one.handlerId === null || one.handlerId === personId) return null
  const handler = await standingOf(tx, one.handlerId, today)
  const holds = handler !== null && (await mayTake(tx, one, handler))
  return holds ? refuse('handled_by_another', { params: { name: handler.name } }) : null
}

type Handled =
  | { readonly type: 'step_taken_on' | 'reminder_snoozed' }
  | { readonly type: 'step_handed_over'; readonly deadlineId: number; readonly from: number; readonly to: number }

function event(
  { kind, itemId, round, stepNo, clientId }: Reminded,
  handled: Handled,
  after: Record<string, unknown>,
): DomainEvent {
  const noted = { article: '12', after: { ...after, round, step: stepNo } } as const
  if (kind === 'unit_consent') return { happening: { ...handled, clientId, proposalId: itemId }, ...noted }
  return { happening: { ...handled, ...subjectOf(kind, itemId) }, ...noted }
}

function subjectOf(kind: DeadlineKind, itemId: number) {
  if (kind === 'client_review') return { clientId: itemId }
  return kind === 'review_step' ? { reviewId: itemId } : { recommendationId: itemId }
}
