import type { Tx } from '../../db/connection.ts'
import { type LoadedRecommendation, lockRecommendation, readRecommendation } from '../../db/queries/recommendation.ts'
import { insertDecision } from '../../db/queries/recommendation-change.ts'
import { currentPolicy } from '../../db/queries/settings.ts'
import { standingOf } from '../../db/queries/standing.ts'
import { trimName } from '../domain/client/name.ts'
import type { DomainEvent } from '../domain/event.ts'
import { type Decided, type DecideRequest, decide } from '../domain/recommendation/decide.ts'
import { routes } from '../domain/recommendation/routes.ts'
import { isAboutAuthority, isRefusal, type Refusal, refuse } from '../domain/refusal.ts'
import { designateClient } from './designate-client.ts'
import { overtakeOutcome } from './review-grace.ts'
import { type Act, type Deps, type Moment, type Outcome, transact } from './transact.ts'
import { stopProposals } from './units/end-cooperation.ts'

/**
 * One person's decision on one step, under the recommendation's row lock: decided here and nowhere else, whatever card,
 * form or page it came from (B04). A refusal for want of authority is audited too. The last approval designates the client.
 *
 * @param formatTime how a moment is written for the person, for "already approved by … at …"
 */
export function decideStep(
  deps: Deps,
  act: Act & { personId: number },
  recommendationId: number,
  request: DecideRequest,
  formatTime: (at: Date) => string,
): Promise<Decided | Refusal> {
  return transact(deps, act, async (tx, moment): Promise<Outcome<Decided | Refusal>> => {
    const loaded = await lockRecommendation(tx, recommendationId)
    if (!loaded) return { result: refuse('not_found', { params: { number: recommendationId } }), events: [] }
    const decided = await judged(tx, loaded, act.personId, request, formatTime, moment)
    return isRefusal(decided)
      ? refusedPress(recommendationId, decided, request)
      : { result: decided, events: await carryOut(tx, loaded, decided, act.personId, moment) }
  })
}

/**
 * Why a decision on the step would be refused now, whatever its reason said; null where it would not. Asked while the
 * reason form is open, so that nobody writes a reason in vain; decided is when the form is submitted.
 */
export function refusalOfPress(
  deps: Deps,
  act: Act & { personId: number },
  recommendationId: number,
  request: DecideRequest,
  formatTime: (at: Date) => string,
): Promise<Refusal | null> {
  return transact(deps, act, async (tx, moment): Promise<Outcome<Refusal | null>> => {
    const loaded = await readRecommendation(tx, recommendationId)
    if (!loaded) return { result: refuse('not_found', { params: { number: recommendationId } }), events: [] }
    const decided = await judged(tx, loaded, act.personId, request, formatTime, moment)
    if (!isRefusal(decided) || decided.refused === 'reason_required') return { result: null, events: [] }
    return refusedPress(recommendationId, decided, request)
  })
}

async function judged(
  tx: Tx,
  { recommendation }: LoadedRecommendation,
  personId: number,
  request: DecideRequest,
  formatTime: (at: Date) => string,
  { today }: Moment,
): Promise<Decided | Refusal> {
  const standing = await standingOf(tx, personId, today)
  if (!standing) return refuse('not_mapped')
  if (!(await currentPolicy(tx))) return refuse('no_policy')
  const reason = request.reason === null ? null : trimName(request.reason)
  return decide(recommendation, standing, { ...request, reason }, formatTime)
}

function refusedPress(recommendationId: number, refusal: Refusal, request: DecideRequest): Outcome<Refusal> {
  const event: DomainEvent = {
    happening: { type: 'decision_refused', recommendationId },
    ...(refusal.article && { article: refusal.article }),
    after: { refused: refusal.refused, verdict: request.verdict, round: request.round, step: request.stepNo },
  }
  return { result: refusal, events: isAboutAuthority(refusal) ? [event] : [], about: recommendationId }
}

async function carryOut(
  tx: Tx,
  { recommendation, row }: LoadedRecommendation,
  decided: Decided,
  personId: number,
  moment: Moment,
): Promise<DomainEvent[]> {
  await insertDecision(tx, recommendation, decided, personId, moment.now)
  const event: DomainEvent = {
    happening: {
      type: 'recommendation_decided',
      recommendationId: recommendation.id,
      verdict: decided.verdict,
      inNameOf: decided.inNameOf,
    },
    article: routes[recommendation.route].article,
    before: { state: recommendation.state, round: recommendation.round, step: decided.step.kind },
    after: { state: decided.state, nextStep: decided.nextStep?.kind ?? null, reason: decided.reason },
  }
  if (decided.state !== 'approved') return [event]
  const overtaken = row.clientId === null ? [] : await overtakeOutcome(tx, row.clientId)
  const designated = await designateClient(tx, row, moment)
  return [event, ...overtaken, ...designated, ...(await stopProposals(tx, row.clientId ?? 0, 'lead', moment))]
}
