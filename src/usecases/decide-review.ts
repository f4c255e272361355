import type { Tx } from '../../db/connection.ts'
import { type ClientRow, lockClient, setDesignation } from '../../db/queries/client.ts'
import { type LoadedReview, lockReview } from '../../db/queries/review.ts'
import { beginRound, closeReview, insertVoice, setExited } from '../../db/queries/review-change.ts'
import { currentPolicy } from '../../db/queries/settings.ts'
import { standingOf } from '../../db/queries/standing.ts'
import { addMonths, nextInSeries } from '../domain/calendar.ts'
import { trimName } from '../domain/client/name.ts'
import type { DomainEvent } from '../domain/event.ts'
import { isAboutAuthority, isRefusal, type Refusal, refuse } from '../domain/refusal.ts'
import { decideReview, type ReviewDecided, type ReviewRequest, reviewArticle } from '../domain/review/decide-review.ts'
import { isDeciding } from '../domain/review/review.ts'
import { defaultPolicy } from '../policy.ts'
import { reseat } from './follow-teams.ts'
import { parkChannel } from './park-channel.ts'
import { stopRecommendation } from './stop-recommendation.ts'
import { type Act, type Deps, type Moment, type Outcome, transact } from './transact.ts'

/**
 * What one person says in one step of a review, under the review's row lock. The last word carries the outcome out in the
 * same transaction: retained with its next date, downgraded into the lead branch's register, or exited with the channel parked.
 *
 * @param formatTime how a moment is written for the person, for "already said by … at …"
 */
export function takeReviewStep(
  deps: Deps,
  act: Act & { personId: number },
  reviewId: number,
  request: ReviewRequest,
  formatTime: (at: Date) => string,
): Promise<ReviewDecided | Refusal> {
  return transact(deps, act, async (tx, moment): Promise<Outcome<ReviewDecided | Refusal>> => {
    const loaded = await lockReview(tx, reviewId)
    if (!loaded) return { result: refuse('not_found', { params: { number: reviewId } }), events: [] }
    const standing = await standingOf(tx, act.personId, moment.today)
    if (!standing) return { result: refuse('not_mapped'), events: [] }
    const said = { ...request, reason: request.reason === null ? null : trimName(request.reason) }
    const decided = decideReview(loaded.review, standing, said, formatTime, moment.today)
    if (isRefusal(decided)) return { result: decided, events: refusedEvents(reviewId, decided, request) }
    return { result: decided, events: await carryOut(tx, loaded, decided, act.personId, moment) }
  })
}

function refusedEvents(reviewId: number, refusal: Refusal, request: ReviewRequest): DomainEvent[] {
  if (!isAboutAuthority(refusal)) return []
  return [
    {
      happening: { type: 'review_refused', reviewId },
      article: reviewArticle,
      after: { refused: refusal.refused, verdict: request.verdict, round: request.round, step: request.stepNo },
    },
  ]
}

async function carryOut(
  tx: Tx,
  { review, row }: LoadedReview,
  decided: ReviewDecided,
  personId: number,
  moment: Moment,
): Promise<DomainEvent[]> {
  const { next, step, request, inNameOf } = decided
  await insertVoice(tx, review, decided, personId, moment.now)
  const event: DomainEvent = {
    happening: { type: 'review_step_taken', reviewId: review.id, inNameOf },
    article: reviewArticle,
    before: { round: review.round, step: step.kind },
    after: { ...request, next: next.kind === 'step' ? next.step.kind : next.kind },
  }
  if (next.kind === 'back') {
    const deciding = review.steps.find(({ kind }) => isDeciding(kind))
    if (deciding) await beginRound(tx, review, deciding.kind, moment.now)
  }
  return next.kind === 'outcome' ? [event, ...(await outcomeOf(tx, row, next, moment))] : [event]
}

/** Carries the outcome out (Art. 13). */
async function outcomeOf(
  tx: Tx,
  row: LoadedReview['row'],
  { outcome, category, nextReviewOn }: Extract<ReviewDecided['next'], { kind: 'outcome' }>,
  moment: Moment,
): Promise<DomainEvent[]> {
  const { id: reviewId, clientId } = row
  const client = await lockClient(tx, clientId)
  if (!client?.tier) throw new Error(`client ${clientId} under review is not strategic`)
  const policy = (await currentPolicy(tx))?.policy ?? defaultPolicy
  const before = { state: client.state, tier: client.tier, category: client.category }
  const tier = outcome === 'downgrade' ? 'regional' : client.tier
  const every = policy.reviewEveryMonths[tier]
  const next = outcome === 'exit' ? null : (nextReviewOn ?? nextReview(client, row.dueOn, every, moment.today))
  await closeReview(tx, reviewId, { outcome, category, nextReviewOn: next, closedAt: moment.now })
  const told = (type: 'client_retained' | 'client_downgraded' | 'client_exited', after: Record<string, unknown>) => ({
    happening: { type, clientId, reviewId },
    article: reviewArticle,
    before,
    after,
  })
  if (outcome === 'exit') {
    await setExited(tx, clientId)
    const exited = told('client_exited', { state: 'exited', team: await parkChannel(tx, clientId, moment) })
    return [exited, ...(await stopRecommendation(tx, clientId, reviewId, moment))]
  }
  const reviewAnchor = nextReviewOn ?? client.reviewAnchor ?? client.nextReviewOn
  await setDesignation(tx, clientId, {
    tier,
    nextReviewOn: next,
    reviewAnchor,
    ...(outcome === 'downgrade' && { category }),
  })
  if (outcome === 'retain') return [told('client_retained', { nextReviewOn: next })]
  return [told('client_downgraded', { tier, category, nextReviewOn: next }), ...(await reseat(tx, [clientId], moment))]
}

/**
 * The next date in the client's series. A review that was asked for between two dates takes the place of the one that
 * would come within half an interval (ours).
 */
function nextReview(
  { reviewAnchor, nextReviewOn }: ClientRow,
  dueOn: string | null,
  everyMonths: number,
  today: string,
): string {
  const settled = dueOn === null ? addMonths(today, Math.floor(everyMonths / 2)) : dueOn
  return nextInSeries(reviewAnchor ?? nextReviewOn ?? today, everyMonths, settled > today ? settled : today)
}
