import type { Tx } from '../../db/connection.ts'
import {
  allOpenSteps,
  lookAgain,
  type OpenStep,
  openSteps,
  reviewDates,
  setDeadlines,
  setFirstDeadlines,
} from '../../db/queries/deadline.ts'
import { firstSteps, ofPolicyReview } from '../../db/queries/first-steps.ts'
import { policyVersion } from '../../db/queries/settings.ts'
import { bankDate } from '../domain/calendar.ts'
import type { DomainEvent, Happening } from '../domain/event.ts'
import type { DeadlineKey } from '../domain/reminder/deadline.ts'
import { reminderOn } from '../domain/reminder/plan-reminders.ts'
import { addDays, addWorkingDays, isKnownDay } from '../domain/working-days.ts'
import { closing, dueAfter, opening, type WorkingTime } from '../domain/working-hours.ts'
import type { Policy } from '../policy.ts'
import type { Moment } from './transact.ts'
import { missingYearEvents } from './watch-calendar.ts'
import { workingCalendar } from './working-calendar.ts'

const ofSteps = new Set<Happening['type']>([
  'recommendation_submitted',
  'recommendation_resubmitted',
  'recommendation_restarted',
  'recommendation_decided',
  'review_opened',
  'review_step_taken',
  'outcome_undone',
  'unit_proposed',
])

const ofDates = new Set<Happening['type']>([
  'client_designated',
  'client_retained',
  'client_downgraded',
  'outcome_undone',
])

/** Reminders before a date begin no earlier than this many days ahead: 60 working days, and holidays. */
const lookAheadDays = 120

/**
 * Starts the clock of working days for whatever waits because of what happened, in the same transaction: the step that is
 * open now, the date of the client's next review. Nothing is ever decided by it.
 *
 * @returns what else happened: a due date lies in a year of which not all free days are known
 */
export async function startClocks(tx: Tx, events: readonly DomainEvent[], moment: Moment): Promise<DomainEvent[]> {
  const happenings = events.map(({ happening }) => happening)
  const stepped = happenings.filter(({ type }) => ofSteps.has(type))
  const steps = await openSteps(
    tx,
    stepped.flatMap((happening) => ('recommendationId' in happening ? (happening.recommendationId ?? []) : [])),
    stepped.flatMap((happening) => ('reviewId' in happening ? happening.reviewId : [])),
    stepped.flatMap((happening) => ('proposalId' in happening ? happening.proposalId : [])),
  )
  const dated = happenings.filter(({ type }) => ofDates.has(type))
  const clientIds = dated.flatMap((happening) => ('clientId' in happening ? happening.clientId : []))
  if (happenings.some(({ type }) => type === 'policy_published')) await lookAtAll(tx, moment)
  const acts = happenings.flatMap((one) => (one.type === 'policy_review_started' ? one.policyReviewId : []))
  const missing: DomainEvent[] = []
  for (const id of acts) missing.push(...(await setOfPolicyReview(tx, id, moment)))
  return [...missing, ...(await set(tx, steps, await reviewDates(tx, clientIds), moment))]
}

/** The first steps of all reviews of a policy review: they begin at one moment under one version of the settings. */
async function setOfPolicyReview(tx: Tx, id: number, moment: Moment): Promise<DomainEvent[]> {
  const time = await workingTime(tx, moment.policy)
  const kinds = [...new Set((await firstSteps(tx, ofPolicyReview(id))).map(({ kind }) => kind))]
  const rows = kinds.map((step) => {
    const key = { kind: 'review_step' as const, itemId: 0, round: 1, stepNo: 0, clientId: 0 }
    const dueAt = dueAfter(moment.now, moment.policy.reviewStepWorkingDays[step], time)
    const { dueOn, provisional, remindAt } = deadline(key, dueAt, time, moment)
    return { step, dueAt, dueOn, provisional, remindAt }
  })
  await setFirstDeadlines(tx, id, rows)
  return missingYears(tx, rows)
}

/** Reckons every time limit anew, once the bank's working days have changed. */
export async function restartClocks(tx: Tx, moment: Moment): Promise<DomainEvent[]> {
  await lookAtAll(tx, moment)
  return set(tx, await allOpenSteps(tx), [], moment)
}

/** Gives steps that were open before there were time limits theirs, counted from when they opened. */
export function startClocksOf(tx: Tx, steps: readonly OpenStep[], moment: Moment): Promise<DomainEvent[]> {
  return set(tx, steps, [], moment)
}

/** At the next day's opening, so that what is found then comes with what that day brings anyway. */
async function lookAtAll(tx: Tx, { today, policy }: Moment): Promise<void> {
  const time = await workingTime(tx, policy)
  await lookAgain(tx, addDays(today, lookAheadDays), opening(addWorkingDays(today, 1, time.calendar), time))
}

async function set(
  tx: Tx,
  steps: readonly OpenStep[],
  dates: Awaited<ReturnType<typeof reviewDates>>,
  moment: Moment,
): Promise<DomainEvent[]> {
  if (steps.length === 0 && dates.length === 0) return []
  const time = await workingTime(tx, moment.policy)
  const limits = await limitsOf(tx, steps, moment.policy)
  const rows = [
    ...steps.flatMap((step) => {
      const days = limits(step)
      const { clientId, openedAt } = step
      if (days === undefined || clientId === null || openedAt === null) return []
      return [deadline({ ...step, clientId }, dueAfter(openedAt, days, time), time, moment)]
    }),
    ...dates.flatMap(({ clientId, nextReviewOn }) => {
      const key = { kind: 'client_review' as const, itemId: clientId, round: 0, stepNo: 0, clientId }
      return nextReviewOn === null ? [] : [deadline(key, closing(nextReviewOn, time), time, moment)]
    }),
  ]
  await setDeadlines(tx, rows)
  return missingYears(tx, rows)
}

/** Says once of which years not all free days are known. */
async function missingYears(
  tx: Tx,
  rows: readonly { readonly provisional: boolean; readonly dueOn: string }[],
): Promise<DomainEvent[]> {
  const years = new Set(rows.filter(({ provisional }) => provisional).map(({ dueOn }) => Number(dueOn.slice(0, 4))))
  const missing: DomainEvent[] = []
  for (const year of years) missing.push(...(await missingYearEvents(tx, year)))
  return missing
}

/** The bank's time as its settings and its calendar have it. */
export async function workingTime(tx: Tx, { timeZone, workingHours }: Policy): Promise<WorkingTime> {
  return { timeZone, hours: workingHours, calendar: await workingCalendar(tx) }
}

function deadline(
  { kind, itemId, round, stepNo, clientId }: DeadlineKey & { readonly clientId: number },
  dueAt: Date,
  time: WorkingTime,
  { today, policy }: Moment,
) {
  // A day of 24 hours closes at midnight, which is the next day's.
  const dueOn = bankDate(new Date(dueAt.getTime() - 1), time.timeZone)
  const { next } = reminderOn(kind, dueOn, today, policy.reminders, time.calendar)
  // The date of a review is given; that of a step is reckoned.
  const provisional = kind !== 'client_review' && !isKnownDay(dueOn, time.calendar)
  const remindAt = next === null ? null : opening(next, time)
  return { kind, itemId, round, stepNo, clientId, dueOn, dueAt, provisional, remindAt }
}

/** Working days of a step, as the settings had them under which it began. */
async function limitsOf(tx: Tx, steps: readonly OpenStep[], current: Policy) {
  const known = new Map<number | null, Policy>()
  for (const id of new Set(steps.map(({ policyVersionId }) => policyVersionId))) {
    const version = id === null ? null : await policyVersion(tx, id)
    known.set(id, version?.policy ?? current)
  }
  return ({ step, policyVersionId }: OpenStep): number | undefined => {
    const { stepWorkingDays, reviewStepWorkingDays, unitConsentWorkingDays } = known.get(policyVersionId) ?? current
    const days: Readonly<Record<string, number>> = {
      ...stepWorkingDays,
      ...reviewStepWorkingDays,
      ...unitConsentWorkingDays,
    }
    return days[step]
  }
}
