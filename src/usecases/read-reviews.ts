import type { Tx } from '../../db/connection.ts'
import { type ComingReview, comingReviews, newestReview } from '../../db/queries/review.ts'
import { type ReviewView, reviewView } from '../../db/queries/review-card.ts'
import { standingOf } from '../../db/queries/standing.ts'
import { bankDate } from '../domain/calendar.ts'
import { postsInHand } from '../domain/organisation/standing.ts'
import { isRefusal, type Refusal, refuse } from '../domain/refusal.ts'
import { graceRefusal, mayUndo } from '../domain/review/grace.ts'
import { readClientCard } from './client-card.ts'
import { starterOf } from './policy-review/may-start.ts'
import { ask, type Deps } from './transact.ts'

/** A review as its card shows it; null where there is none of this number. */
export function readReviewView(deps: Deps, id: number): Promise<ReviewView | null> {
  return ask(deps, (tx) => reviewView(tx, id))
}

/** Whether a person could undo what a review came to, as it now stands: for the button on their copy of its card. */
export async function mayUndoNow(
  tx: Tx,
  { review, graces }: ReviewView,
  personId: number,
  today: string,
): Promise<boolean> {
  const grace = graces.at(-1)
  if (!grace || graceRefusal(grace, String)) return false
  const standing = await standingOf(tx, personId, today)
  return standing !== null && !isRefusal(mayUndo(review, grace.round, standing))
}

/** A review as somebody's own copy of its card shows it. */
export interface OwnReview {
  readonly view: ReviewView
  readonly mayUndo: boolean
}

/** A review as one person sees it; null where there is none of this number. */
export function readOwnReview(deps: Deps, personId: number, id: number): Promise<OwnReview | null> {
  return ask(deps, async (tx, { today }) => {
    const view = await reviewView(tx, id)
    return view && { view, mayUndo: await mayUndoNow(tx, view, personId, today) }
  })
}

/** A review for whom its client concerns (Art. 4). */
export async function readReviewRecord(deps: Deps, personId: number, id: number): Promise<ReviewView | Refusal> {
  const view = await readReviewView(deps, id)
  if (!view) return refuse('not_found', { params: { number: id } })
  const card = await readClientCard(deps, personId, view.client.id)
  return isRefusal(card) ? card : view
}

/** A client's newest review for whom the client concerns; null = it was never reviewed. */
export async function readNewestReview(
  deps: Deps,
  personId: number,
  clientId: number,
): Promise<OwnReview | null | Refusal> {
  const card = await readClientCard(deps, personId, clientId)
  if (isRefusal(card)) return card
  const id = await ask(deps, (tx) => newestReview(tx, clientId))
  return id === null ? null : readOwnReview(deps, personId, id)
}

/** What is under way or falls due within so many days, as far as the person's posts reach (Art. 2). */
export function readComingReviews(
  deps: Deps,
  personId: number,
  { days, limit, offset }: { days: number; limit: number; offset: number },
): Promise<{ coming: readonly ComingReview[]; more: boolean; mayStartPolicy: boolean } | Refusal> {
  return ask(deps, async (tx, moment) => {
    const standing = await standingOf(tx, personId, moment.today)
    if (!standing?.active) return refuse(standing ? 'left_the_bank' : 'not_mapped')
    const posts = postsInHand(standing)
    const everywhere = posts.some(({ unit }) => unit.level === 'head_office')
    const led = everywhere ? null : posts.map(({ unit }) => unit.id)
    const until = bankDate(new Date(Date.parse(moment.today) + days * 86_400_000), 'UTC')
    const coming = await comingReviews(tx, led, until, limit + 1, offset)
    const mayStartPolicy = !isRefusal(await starterOf(tx, personId, moment.today))
    return { coming: coming.slice(0, limit), more: coming.length > limit, mayStartPolicy }
  })
}
