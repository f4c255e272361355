import type { Tx } from '../../db/connection.ts'
import { readRecommendation } from '../../db/queries/recommendation.ts'
import { type Days, escalatedTo, remindedDates, remindedOne, remindedSteps } from '../../db/queries/reminded.ts'
import { readReview } from '../../db/queries/review.ts'
import { standingOf } from '../../db/queries/standing.ts'
import { readUnitProposal } from '../../db/queries/unit-proposal.ts'
import type { Standing } from '../domain/organisation/standing.ts'
import { mayBeAsked } from '../domain/recommendation/ask.ts'
import { openStep } from '../domain/recommendation/recommendation.ts'
import type { Reminded } from '../domain/reminder/reminded.ts'
import { mayTakeStep } from '../domain/review/decide-review.ts'
import { mayPrepareReview } from '../domain/review/prepare-review.ts'
import { openReviewStep } from '../domain/review/review.ts'
import { mayConsent } from '../domain/team/unit-proposal.ts'
import { workingDaysBetween } from '../domain/working-days.ts'
import type { Timed } from './inbox.ts'
import { workingTime } from './start-clocks.ts'
import { ask, type Deps, type Moment } from './transact.ts'

/** Something to be reminded of, with how many working days are left. */
export type RemindedNow = Reminded & Timed

/** What a person is reminded of, as it stands now. */
export interface Digest {
  /** Whose move is theirs. */
  readonly steps: readonly RemindedNow[]
  /** Reviews that are coming. */
  readonly dates: readonly RemindedNow[]
  /** Late with others, one or two levels below. */
  readonly escalated: readonly RemindedNow[]
  /** How many of each were read; one more means that there are more. */
  readonly limit: number
}

/** Read of each list, one more than is shown. */
const shown = 20

/** What still waits of what a person was to be reminded of in these days; empty lists where all of it was done since. */
export function readDigest(deps: Deps, personId: number, days: Days): Promise<Digest> {
  return ask(deps, async (tx, moment) => {
    const standing = await standingOf(tx, personId, moment.today)
    if (!standing?.active) return { steps: [], dates: [], escalated: [], limit: shown }
    const timed = await timer(tx, moment)
    const theirs = async (reminded: readonly Reminded[]) => {
      const kept: Reminded[] = []
      for (const one of reminded) if (await isTheirs(tx, one, standing, moment)) kept.push(one)
      return kept.map(timed)
    }
    return {
      steps: await theirs(await remindedSteps(tx, standing, days, shown + 1)),
      dates: await theirs(await remindedDates(tx, standing, days, shown + 1)),
      escalated: (await escalatedTo(tx, standing, days, shown + 1)).map(timed),
      limit: shown,
    }
  })
}

/** One thing with a due date as it stands; null where it waits no more. */
export function readReminded(deps: Deps, deadlineId: number): Promise<RemindedNow | null> {
  return ask(deps, async (tx, moment) => {
    const one = await remindedOne(tx, deadlineId)
    return one && (await timer(tx, moment))(one)
  })
}

/** Whether the step is a person's to take now, by the same rule as at the press; a review's date, whether to prepare it. */
export async function mayTake(tx: Tx, one: Reminded, standing: Standing): Promise<boolean> {
  const { kind, itemId, stepNo } = one
  if (kind === 'client_review') return mayPrepareReview(standing, one)
  if (kind === 'review_step') {
    const loaded = await readReview(tx, itemId)
    const step = loaded && openReviewStep(loaded.review)
    return step?.no === stepNo && loaded !== null && mayTakeStep(loaded.review, step, standing)
  }
  if (kind === 'unit_consent') {
    const proposal = (await readUnitProposal(tx, itemId))?.proposal
    const consent = proposal?.consents.find(({ no }) => no === stepNo)
    return proposal !== undefined && consent !== undefined && mayConsent(proposal, consent, standing)
  }
  const loaded = await readRecommendation(tx, itemId)
  const step = loaded && openStep(loaded.recommendation)
  return step?.no === stepNo && loaded !== null && mayBeAsked(loaded.recommendation, step, standing)
}

/** What somebody else has taken on is not for the others, as long as that one may do it. */
async function isTheirs(tx: Tx, step: Reminded, standing: Standing, { today }: Moment): Promise<boolean> {
  if (!(await mayTake(tx, step, standing))) return false
  if (step.handlerId === null || step.handlerId === standing.personId) return true
  const handler = await standingOf(tx, step.handlerId, today)
  return !handler || !(await mayTake(tx, step, handler))
}

async function timer(tx: Tx, { today, policy }: Moment): Promise<(one: Reminded) => RemindedNow> {
  const { calendar } = await workingTime(tx, policy)
  return (one) => ({ ...one, daysLeft: workingDaysBetween(today, one.dueOn, calendar) })
}

/** A step that was handed over as it stands, and the name of who did it; null where it waits no more. */
export async function readHandedOver(
  deps: Deps,
  deadlineId: number,
  from: number,
): Promise<{ one: RemindedNow; by: string } | null> {
  const one = await readReminded(deps, deadlineId)
  const by = await ask(deps, (tx, { today }) => standingOf(tx, from, today))
  return one && { one, by: by?.name ?? '' }
}

/** Working days by which reminders may be put off, as the settings have it now. */
export function readSnoozeDays(deps: Deps): Promise<number> {
  return ask(deps, async (_tx, { policy }) => policy.reminders.snoozeDays)
}
