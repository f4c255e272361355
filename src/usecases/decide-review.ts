import type { Tx } from '../../db/connection.ts'
import { type ClientRow, lockClient, setDesignation } from '../../db/queries/client.ts'
import { type LoadedReview, lockReview } from '../../db/queries/review.ts'
import { beginRound, closeReview, insertVoice, setExited } from '../../db/queries/review-change.ts'
import { standingOf } from '../../db/queries/standing.ts'
import { addMonths, nextInSeries } from '../domain/calendar.ts'
import { trimName } from '../domain/client/name.ts'
import type { DomainEvent } from '../domain/event.ts'
import { isAboutAuthority, isRefusal, type Refusal, refuse } from '../domain/refusal.ts'
import { decideReview, type ReviewDecided, type ReviewRequest, reviewArticle } from '../domain/review/decide-review.ts'
import { isDeciding } from '../domain/review/review.ts'
import { reseat } from './follow-teams.ts'
import { parkChannel } from './park-channel.ts'
import { grantGrace, settleGrace, type Undoable } from './review-grace.ts'
import { stopRecommendation } from './stop-recommendation.ts'
import { type Act, type Deps, type Moment, type Outcome, transact } from './transact.ts'
import { stopProposals } from './units/end-cooperation.ts'

/**
 * What one person says in one step of a review, under the review's row lock. The last word carries the outcome out in the
 * same transaction: retained with its next date, downgraded into the lead branch's register, or exited. Team and channel
 * follow an exit or a downgrade once its period of grace is over.
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
  loaded: LoadedReview,
  decided: ReviewDecided,
  personId: number,
  moment: Moment,
): Promise<DomainEvent[]> {
  const { review } = loaded
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
  if (next.kind !== 'outcome') return [event]
  return [event, ...(await outcomeOf(tx, loaded, next, { stepNo: step.no, inNameOf }, moment))]
}

/** Carries the outcome out (Art. 13); who said the last word may undo it while its period of grace runs. */
async function outcomeOf(
  tx: Tx,
  loaded: LoadedReview,
  { outcome, category, nextReviewOn }: Extract<ReviewDecided['next'], { kind: 'outcome' }>,
  by: Pick<Undoable, 'stepNo' | 'inNameOf'>,
  moment: Moment,
): Promise<DomainEvent[]> {
  const { id: reviewId, clientId, dueOn } = loaded.row
  const client = await lockClient(tx, clientId)
  if (!client?.tier) throw new Error(`client ${clientId} under review is not strategic`)
  const settled = await settleGrace(tx, clientId, moment)
  const before = { state: client.state, tier: client.tier, category: client.category }
  const tier = outcome === 'downgrade' ? 'regional' : client.tier
  const every = moment.policy.reviewEveryMonths[tier]
  const next = outcome === 'exit' ? null : (nextReviewOn ?? nextReview(client, dueOn, every, moment.today))
  await closeReview(tx, reviewId, { outcome, category, nextReviewOn: next, closedAt: moment.now })
  const told = (type: 'client_retained' | 'client_downgraded' | 'client_exited', after: Record<string, unknown>) => ({
    happening: { type, clientId, reviewId },
    article: reviewArticle,
    before,
    after,
  })
  const undoable = { ...by, loaded, client, outcome }
  if (outcome === 'exit') {
    const { channel, stopped } = await exit(tx, undoable, moment)
    const cancelled = await stopProposals(tx, clientId, 'all', moment)
    return [...settled, told('client_exited', { state: 'exited', ...channel }), ...stopped, ...cancelled]
  }
  const reviewAnchor = nextReviewOn ?? client.reviewAnchor ?? client.nextReviewOn
  const downgraded = outcome === 'downgrade' && { category }
  await setDesignation(tx, clientId, { tier, nextReviewOn: next, reviewAnchor, ...downgraded })
  if (outcome === 'retain') return [...settled, told('client_retained', { nextReviewOn: next })]
  const until = await grantGrace(tx, { ...undoable, stoppedRecommendationId: null }, moment)
  const after = { tier, category, nextReviewOn: next, ...(until && { graceUntil: until.toISOString() }) }
  return [
    ...settled,
    told('client_downgraded', after),
    ...(await stopProposals(tx, clientId, 'lead', moment)),
    ...(until ? [] : await reseat(tx, [clientId], moment)),
  ]
}

/** Ends the designation; the channel follows at once where there is no period of grace. */
async function exit(tx: Tx, undoable: Omit<Undoable, 'stoppedRecommendationId'>, moment: Moment) {
  const { client, loaded } = undoable
  await setExited(tx, client.id)
  const { recommendationId, events: stopped } = await stopRecommendation(tx, client.id, loaded.review.id, moment)
  const until = await grantGrace(tx, { ...undoable, stoppedRecommendationId: recommendationId }, moment)
  const channel = until ? { graceUntil: until.toISOString() } : { team: await parkChannel(tx, client.id, moment) }
  return { channel, stopped }
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
