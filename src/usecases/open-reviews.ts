import type { Tx } from '../../db/connection.ts'
import {
  type AskedAt,
  askForAll,
  type FirstStep,
  firstSteps,
  type OpenedTogether,
} from '../../db/queries/first-steps.ts'
import {
  heldClients,
  insertReviews,
  type OpenedReview,
  type PlannedReview,
  placesOf,
} from '../../db/queries/open-reviews.ts'
import { type Appointed, appointedAt } from '../../db/queries/standing.ts'
import { unitsById } from '../../db/queries/unit.ts'
import type { Tier } from '../domain/client/category.ts'
import type { DomainEvent } from '../domain/event.ts'
import { principalOf } from '../domain/organisation/principal.ts'
import type { Standing } from '../domain/organisation/standing.ts'
import { type Refusal, refuse } from '../domain/refusal.ts'
import { reviewArticle } from '../domain/review/decide-review.ts'
import { nobodysStep, planReview } from '../domain/review/plan-review.ts'
import type { ReviewCause } from '../domain/review/review.ts'
import type { Policy } from '../policy.ts'
import { entitledTo } from './entitled.ts'
import { readFrame } from './review-frame.ts'

/** A tier and lead unit that clients have. */
export interface Place {
  readonly tier: Tier
  readonly unitId: number
}

/** The steps of reviews at these places, by the same rule as of one review, and why some places have none. */
export async function planReviews(
  tx: Tx,
  places: readonly Place[],
  { submitter, headOfficeId, policy }: { submitter: Standing | null; headOfficeId: number; policy: Policy },
): Promise<{ plans: PlannedReview[]; refusals: Refusal[] }> {
  const units = await unitsById(tx, [...new Set(places.map(({ unitId }) => unitId))])
  const byId = new Map(units.map((unit) => [unit.id, unit]))
  const plans: PlannedReview[] = []
  const refusals: Refusal[] = []
  for (const { tier, unitId } of places) {
    const leadUnit = byId.get(unitId)
    if (!leadUnit) continue
    const steps = planReview({ tier, leadUnit, headOfficeId, submitter }, policy)
    const nobodys = nobodysStep(steps)
    if (nobodys) refusals.push(refuse('nobody_may_decide', { article: reviewArticle, params: { step: nobodys.kind } }))
    else plans.push({ tier, unitId, steps })
  }
  return { plans, refusals }
}

/**
 * Has everybody asked who may take the first steps of reviews that were opened together, found once a place: whoever began
 * them may take none.
 *
 * @param listed whether they are told of all of them in one message
 * @returns whether some wait at an empty post
 */
export async function askFirst(
  tx: Tx,
  reviews: OpenedTogether,
  { submittedBy, listed }: { submittedBy: number | null; listed: boolean },
  { now, today }: { readonly now: Date; readonly today: string },
): Promise<boolean> {
  const places = await firstSteps(tx, reviews)
  const positions = [...new Set(places.flatMap((place) => place.positions))]
  const appointed = new Map<number, Appointed[]>()
  for (const one of await appointedAt(tx, unitsOf(places), positions, today)) {
    const there = appointed.get(one.unitId)
    if (there) there.push(one)
    else appointed.set(one.unitId, [one])
  }
  const asked: AskedAt[] = []
  for (const step of places) {
    const there = (appointed.get(step.unitId) ?? []).filter(({ position }) => step.positions.includes(position))
    const personIds = there.some(({ hasDeputy }) => hasDeputy)
      ? await entitledWithDeputies(tx, step, submittedBy, today)
      : there.filter((one) => one.inUse && one.personId !== submittedBy).map(({ personId }) => personId)
    asked.push({ kind: step.kind, unitId: step.unitId, personIds: [...new Set(personIds)] })
  }
  return askForAll(tx, reviews, asked, listed, now)
}

function unitsOf(places: readonly FirstStep[]): number[] {
  return [...new Set(places.map(({ unitId }) => unitId))]
}

/** Where somebody stands in for somebody, the whole rule is asked; elsewhere it comes to who holds the post. */
function entitledWithDeputies(tx: Tx, step: FirstStep, submittedBy: number | null, today: string): Promise<number[]> {
  const proceeding = { submittedBy, voices: [], article: reviewArticle }
  return entitledTo(tx, step, today, (standing) => typeof principalOf(proceeding, step, standing) === 'number')
}

/** What the audit keeps of each review that the program opens. */
export function openedEvents(opened: readonly OpenedReview[], cause: ReviewCause): DomainEvent[] {
  return opened.map(({ reviewId, clientId, tier, dueOn, evidence }) => ({
    happening: { type: 'review_opened', reviewId },
    article: reviewArticle,
    after: { clientId, tier, cause, evidence, dueOn },
  }))
}

/**
 * Opens reviews of clients because of a date or of figures, a fixed number of statements for all of them, in the caller's
 * transaction. Of whom a review is under way, or for whom nobody could take its steps, none is opened.
 */
export async function openReviews(
  tx: Tx,
  clients: readonly { readonly id: number; readonly evidence: string | null }[],
  cause: Extract<ReviewCause, 'scheduled' | 'below_criteria'>,
  { now }: { readonly now: Date },
): Promise<{ opened: readonly OpenedReview[]; refusals: readonly Refusal[] }> {
  const { settings, headOfficeId, criteria } = await readFrame(tx)
  if (!settings) return { opened: [], refusals: [refuse('no_policy')] }
  if (clients.length === 0) return { opened: [], refusals: [] }
  const ids = clients.map(({ id }) => id)
  const under = { submitter: null, headOfficeId, policy: settings.policy }
  const { plans, refusals } = await planReviews(tx, await placesOf(tx, ids), under)
  const opened = await insertReviews(tx, heldClients(clients, cause === 'scheduled'), {
    cause,
    submittedBy: null,
    policyReviewId: null,
    policyVersionId: settings.id,
    criteria,
    plans,
    openedAt: now,
  })
  return { opened, refusals }
}
