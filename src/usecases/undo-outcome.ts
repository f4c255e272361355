import type { Tx } from '../../db/connection.ts'
import { type ClientRow, lockClient, onItsWay, setDesignation } from '../../db/queries/client.ts'
import { type LoadedReview, lockReview, reviewUnderWay } from '../../db/queries/review.ts'
import { beginRound, reopenReview } from '../../db/queries/review-change.ts'
import { type GraceView, lockGrace, undoGrace } from '../../db/queries/review-grace.ts'
import { standingOf } from '../../db/queries/standing.ts'
import { holdUnit } from '../../db/queries/unit.ts'
import { trimName } from '../domain/client/name.ts'
import type { DomainEvent } from '../domain/event.ts'
import { isAboutAuthority, isRefusal, type Refusal, refuse } from '../domain/refusal.ts'
import { reviewArticle } from '../domain/review/decide-review.ts'
import { graceRefusal, mayUndo, type UndoableOutcome } from '../domain/review/grace.ts'
import { isDeciding } from '../domain/review/review.ts'
import { followBranch } from './follow-branch.ts'
import { type Act, type Deps, type Moment, type Outcome, transact } from './transact.ts'
import { stopProposals } from './units/end-cooperation.ts'

/** What one person asks to be undone, and why. */
export interface UndoRequest {
  readonly round: number
  readonly reason: string
}

/** What was undone. */
export interface Undone {
  readonly outcome: UndoableOutcome
  readonly clientName: string
}

/**
 * Undoes an exit or a downgrade within its period of grace (Art. 13): the client has its former state, tier, category and
 * dates again, and its review goes back to whoever decides, in a new round, as one that head office sends back does: a review
 * that has begun ends with an outcome that somebody decided. A recommendation that the exit withdrew stays so.
 *
 * Under the rows' locks of review, client and period of grace, in this order: of an undo, the end of the period, a second undo
 * and a newer recommendation or review of the client exactly one comes first, and the others are told so.
 *
 * @param formatTime how a moment is written for the person, for "already undone by … at …"
 */
export function undoOutcome(
  deps: Deps,
  act: Act & { personId: number },
  reviewId: number,
  { round, reason: typed }: UndoRequest,
  formatTime: (at: Date) => string,
): Promise<Undone | Refusal> {
  return transact(deps, act, async (tx, moment): Promise<Outcome<Undone | Refusal>> => {
    const no = (refusal: Refusal) => ({ result: refusal, events: refusedEvents(reviewId, round, refusal) })
    const loaded = await lockReview(tx, reviewId)
    if (!loaded) return no(refuse('not_found', { params: { number: reviewId } }))
    const standing = await standingOf(tx, act.personId, moment.today)
    if (!standing) return no(refuse('not_mapped'))
    const client = await lockClient(tx, loaded.row.clientId)
    if (!client) throw new Error(`client ${loaded.row.clientId} under review is gone`)
    const grace = await lockGrace(tx, reviewId, round)
    const late = graceRefusal(grace, formatTime)
    if (late || !grace) return no(late ?? refuse('review_not_open', { article: reviewArticle }))
    const entitled = mayUndo(loaded.review, round, standing)
    if (isRefusal(entitled)) return no(entitled)
    const reason = trimName(typed)
    if (reason === '') return no(refuse('reason_required', { field: 'reason' }))
    const newer = await newerMatter(tx, client)
    if (newer) return no(newer)
    const undone = { undoneBy: act.personId, undoneInNameOf: entitled.inNameOf, undoReason: reason }
    if (!(await undoGrace(tx, grace, undone)))
      return no(refuse('grace_over', { article: reviewArticle, params: { at: formatTime(grace.dueAt) } }))
    await restore(tx, loaded, grace, moment)
    return {
      result: { outcome: grace.outcome, clientName: client.shortName },
      events: [
        undoneEvent(loaded, client, grace, { ...entitled, reason }),
        ...(await stopProposals(tx, client.id, 'lead', moment)),
        ...(await followLead(tx, client, moment)),
      ],
    }
  })
}

/** What began after the outcome rests on it, and is ended first by whoever began it. */
async function newerMatter(tx: Tx, { id, shortName }: ClientRow): Promise<Refusal | null> {
  const recommendation = await onItsWay(tx, id)
  if (recommendation)
    return refuse('undo_recommended', {
      article: reviewArticle,
      params: { client: shortName, number: recommendation.id },
    })
  const number = await reviewUnderWay(tx, id)
  return number === null ? null : refuse('review_under_way', { params: { client: shortName, number } })
}

async function restore(tx: Tx, { review }: LoadedReview, grace: GraceView, { now }: Moment): Promise<void> {
  await setDesignation(tx, grace.clientId, {
    tier: grace.formerTier,
    category: grace.formerCategory,
    designatedAt: grace.formerDesignatedAt,
    nextReviewOn: grace.formerNextReviewOn,
    reviewAnchor: grace.formerReviewAnchor,
  })
  const deciding = review.steps.find(({ kind }) => isDeciding(kind))
  if (!deciding) throw new Error(`review ${review.id} has no deciding step`)
  await reopenReview(tx, review.id)
  await beginRound(tx, review, deciding.kind, now)
}

/** The unit may have moved since the outcome: the new round is its branch's of today. */
async function followLead(tx: Tx, { leadUnitId }: ClientRow, moment: Moment): Promise<DomainEvent[]> {
  const lead = leadUnitId === null ? null : await holdUnit(tx, leadUnitId)
  return lead ? followBranch(tx, [lead.id], moment) : []
}

function undoneEvent(
  { review }: LoadedReview,
  { id: clientId, state, tier, category, nextReviewOn }: ClientRow,
  grace: GraceView,
  { inNameOf, reason }: { readonly inNameOf: number; readonly reason: string },
): DomainEvent {
  const { formerTier, formerCategory, formerNextReviewOn, outcome, round, stoppedRecommendationId } = grace
  return {
    happening: { type: 'outcome_undone', clientId, reviewId: review.id, round, inNameOf },
    article: reviewArticle,
    before: { state, tier, category, nextReviewOn, outcome, round },
    after: {
      state: 'designated',
      tier: formerTier,
      category: formerCategory,
      nextReviewOn: formerNextReviewOn,
      reason,
      ...(stoppedRecommendationId !== null && { staysWithdrawn: stoppedRecommendationId }),
    },
  }
}

function refusedEvents(reviewId: number, round: number, refusal: Refusal): DomainEvent[] {
  if (!isAboutAuthority(refusal)) return []
  return [
    {
      happening: { type: 'review_refused', reviewId },
      article: reviewArticle,
      after: { refused: refusal.refused, verdict: 'undo', round },
    },
  ]
}
