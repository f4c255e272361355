import type { Tx } from '../../db/connection.ts'
import { deputyshipOf } from '../../db/queries/deputyship.ts'
import { type NamedFiling, waitingFilings } from '../../db/queries/filing.ts'
import { decidedBy, type InboxItem, startedBy, waitingFor } from '../../db/queries/inbox.ts'
import { reviewsWaitingFor, type WaitingReview } from '../../db/queries/inbox-reviews.ts'
import { readRecommendation } from '../../db/queries/recommendation.ts'
import { readReview } from '../../db/queries/review.ts'
import { standingOf } from '../../db/queries/standing.ts'
import { readUnitProposal } from '../../db/queries/unit-proposal.ts'
import { consentsWaitingFor, type WaitingConsent } from '../../db/queries/unit-proposal-card.ts'
import type { Standing } from '../domain/organisation/standing.ts'
import { principalFor } from '../domain/recommendation/decide.ts'
import { openStep } from '../domain/recommendation/recommendation.ts'
import { isRefusal, type Refusal, refuse } from '../domain/refusal.ts'
import { mayDecideFiling } from '../domain/register/decide-filing.ts'
import { mayTakeStep } from '../domain/review/decide-review.ts'
import { openReviewStep } from '../domain/review/review.ts'
import { mayConsent } from '../domain/team/unit-proposal.ts'
import { addDays, workingDaysBetween } from '../domain/working-days.ts'
import { departmentNow } from './register/acknowledgers.ts'
import { ask, type Deps } from './transact.ts'
import { workingCalendar } from './working-calendar.ts'

/** With how many working days are left: 0 = due today, below = late, null = no time limit. */
export interface Timed {
  readonly daysLeft: number | null
}

/** What waits for a person, what they started and what they decided. */
export interface Inbox {
  readonly standing: Standing
  /** Who stands in for the person now. */
  readonly deputy: { readonly name: string; readonly until: string } | null
  readonly now: Date
  readonly waiting: readonly (WaitingItem & Timed)[]
  readonly waitingReviews: readonly (WaitingReview & Timed)[]
  readonly waitingConsents: readonly (WaitingConsent & Timed)[]
  /** Registers that branches filed and the person may acknowledge, longest waiting first: all of them. */
  readonly waitingFilings: readonly NamedFiling[]
  readonly started: readonly InboxItem[]
  readonly decided: readonly InboxItem[]
  /** How many of each list were asked for; one more row means that there are more. */
  readonly limit: number
}

/** What waits, and for whom where the person would decide as somebody's deputy. */
export type WaitingItem = InboxItem & { readonly inNameOf: string | null }

const inboxLimit = 20

/** Reads a person's three lists. */
export function readInbox(deps: Deps, personId: number): Promise<Inbox | Refusal> {
  return ask(deps, async (tx, moment) => {
    const standing = await standingOf(tx, personId, moment.today)
    if (!standing) return refuse('not_mapped')
    if (!standing.active) return refuse('left_the_bank')
    const calendar = await workingCalendar(tx)
    const timed = <Item extends { readonly dueOn: string | null }>(item: Item): Item & Timed => ({
      ...item,
      daysLeft: item.dueOn === null ? null : workingDaysBetween(moment.today, item.dueOn, calendar),
    })
    const deputyship = await deputyshipOf(tx, personId, moment.today)
    return {
      standing,
      deputy: deputyship && { name: deputyship.deputyName, until: addDays(deputyship.to, -1) },
      now: moment.now,
      waiting: (await mine(tx, standing)).map(timed),
      waitingReviews: (await myReviews(tx, standing)).map(timed),
      waitingConsents: (await myConsents(tx, standing)).map(timed),
      waitingFilings: await myFilings(tx, standing),
      started: await startedBy(tx, personId, inboxLimit + 1),
      decided: await decidedBy(tx, personId, inboxLimit + 1),
      limit: inboxLimit,
    }
  })
}

/** Of what waits at the person's posts, what is theirs to take: the same rule as at the press. */
async function mine(tx: Tx, standing: Standing): Promise<WaitingItem[]> {
  const items: WaitingItem[] = []
  for (const item of await waitingFor(tx, standing, inboxLimit + 1)) {
    const loaded = await readRecommendation(tx, item.id)
    const step = loaded && openStep(loaded.recommendation)
    const principal = loaded && step ? principalFor(loaded.recommendation, step, standing) : null
    if (typeof principal !== 'number') continue
    const absent = standing.deputyFor.find(({ principalId }) => principalId === principal)
    items.push({ ...item, inNameOf: absent?.principalName ?? null })
  }
  return items
}

/** The same of reviews. */
async function myReviews(tx: Tx, standing: Standing): Promise<WaitingReview[]> {
  const items: WaitingReview[] = []
  for (const item of await reviewsWaitingFor(tx, standing, inboxLimit + 1)) {
    const loaded = await readReview(tx, item.id)
    const step = loaded && openReviewStep(loaded.review)
    if (loaded && step && mayTakeStep(loaded.review, step, standing)) items.push(item)
  }
  return items
}

/** The same of consents to lead and co-operating units. */
async function myConsents(tx: Tx, standing: Standing): Promise<WaitingConsent[]> {
  const items: WaitingConsent[] = []
  for (const item of await consentsWaitingFor(tx, standing, inboxLimit + 1)) {
    const proposal = (await readUnitProposal(tx, item.id))?.proposal
    const consent = proposal?.consents.find(({ no }) => no === item.no)
    if (proposal && consent && mayConsent(proposal, consent, standing)) items.push(item)
  }
  return items
}

/** The same of registers that branches filed. */
async function myFilings(tx: Tx, standing: Standing): Promise<NamedFiling[]> {
  const department = await departmentNow(tx)
  return (await waitingFilings(tx)).filter(
    ({ row }) => !isRefusal(mayDecideFiling({ ...row, deciderName: null }, department, standing)),
  )
}
