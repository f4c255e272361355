import type { Tx } from '../../db/connection.ts'
import { type LoadedRecommendation, lockRecommendation } from '../../db/queries/recommendation.ts'
import { insertDecision } from '../../db/queries/recommendation-change.ts'
import { currentPolicy } from '../../db/queries/settings.ts'
import { standingOf } from '../../db/queries/standing.ts'
import { trimName } from '../domain/client/name.ts'
import type { DomainEvent } from '../domain/event.ts'
import { type Decided, type DecideRequest, decide } from '../domain/recommendation/decide.ts'
import { routes } from '../domain/recommendation/routes.ts'
import { isRefusal, type Refusal, refuse } from '../domain/refusal.ts'
import { designateClient } from './designate-client.ts'
import { type Act, type Deps, type Moment, type Outcome, transact } from './transact.ts'

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
    const standing = await standingOf(tx, act.personId, moment.today)
    if (!loaded || !standing)
      return { result: refuse('not_found', { params: { number: recommendationId } }), events: [] }
    const reason = request.reason === null ? null : trimName(request.reason)
    const policy = await currentPolicy(tx)
    const decided = policy
      ? decide(loaded.recommendation, standing, { ...request, reason }, formatTime)
      : refuse('no_policy')
    return isRefusal(decided)
      ? { result: decided, events: refusalEvents(recommendationId, decided, request) }
      : { result: decided, events: await carryOut(tx, loaded, decided, act.personId, moment) }
  })
}

/** Refusals that say something about authority; a late press is no event. */
const audited = new Set<string>([
  'own_submission',
  'second_step',
  'may_not_decide',
  'nobody_may_decide',
  'left_the_bank',
  'no_policy',
])

function refusalEvents(recommendationId: number, refusal: Refusal, request: DecideRequest): DomainEvent[] {
  if (!audited.has(refusal.refused)) return []
  return [
    {
      happening: { type: 'decision_refused', recommendationId },
      ...(refusal.article && { article: refusal.article }),
      after: { refused: refusal.refused, verdict: request.verdict, round: request.round, step: request.stepNo },
    },
  ]
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
  return decided.state === 'approved' ? [event, await designateClient(tx, row, moment)] : [event]
}
