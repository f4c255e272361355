import { trimName } from '../client/name.ts'
import { principalOf } from '../organisation/principal.ts'
import type { Standing } from '../organisation/standing.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { isLastStep, openStep, type Recommendation, type Step, type Verdict } from './recommendation.ts'
import { routes } from './routes.ts'

export interface DecideRequest {
  readonly round: number
  readonly stepNo: number
  readonly verdict: Verdict
  readonly reason: string | null
}

/** An accepted decision and where it leads. */
export interface Decided {
  readonly step: Step
  readonly verdict: Verdict
  readonly reason: string | null
  /** In whose name: the person's own, or an absent person's whose deputy they are. */
  readonly inNameOf: number
  readonly nextStep: Step | null
  readonly state: Recommendation['state']
}

/**
 * Accepts or refuses one person's decision on one step. Nobody decides what they submitted, nor two steps of one
 * recommendation; a press meant for another round or a step already taken changes nothing.
 */
export function decide(
  recommendation: Recommendation,
  standing: Standing,
  request: DecideRequest,
  formatTime: (at: Date) => string,
): Decided | Refusal {
  const stale = staleness(recommendation, request, formatTime)
  if (stale) return stale
  const step = openStep(recommendation)
  if (!step || step.no !== request.stepNo) return refuse('not_open', { params: { state: recommendation.state } })
  const principal = principalFor(recommendation, step, standing)
  if (typeof principal !== 'number') return principal
  if (request.verdict !== 'approved' && trimName(request.reason ?? '') === '')
    return refuse('reason_required', { field: 'reason' })
  return accepted(recommendation, step, request, principal)
}

function accepted(recommendation: Recommendation, step: Step, request: DecideRequest, inNameOf: number): Decided {
  const common = { step, verdict: request.verdict, reason: request.reason, inNameOf }
  if (request.verdict !== 'approved') return { ...common, nextStep: null, state: request.verdict }
  if (isLastStep(recommendation, step)) return { ...common, nextStep: null, state: 'approved' }
  const nextStep = recommendation.steps.find((other) => other.no > step.no && other.state === 'waiting') ?? null
  return { ...common, nextStep, state: 'submitted' }
}

/** Says kindly who decided what and when, where the press comes too late (B01, B02). */
function staleness(
  recommendation: Recommendation,
  request: DecideRequest,
  formatTime: (at: Date) => string,
): Refusal | null {
  if (request.round !== recommendation.round)
    return refuse('superseded_round', { params: { round: request.round, current: recommendation.round } })
  const taken = recommendation.decisions.find(
    (decision) => decision.round === request.round && decision.stepNo === request.stepNo,
  )
  if (taken)
    return refuse('already_decided', {
      params: { verdict: taken.verdict, name: taken.deciderName, at: formatTime(taken.decidedAt) },
    })
  if (recommendation.state !== 'submitted') return refuse('not_open', { params: { state: recommendation.state } })
  return null
}

/** The person in whose name the standing may take the step, or why not. */
export function principalFor(recommendation: Recommendation, step: Step, standing: Standing): number | Refusal {
  const { submittedBy, decisions: voices, takers } = recommendation
  // Whoever took it over speaks for it as who submitted it does.
  const spokenFor = takers.find(({ personId }) => personId === standing.personId)
  if (spokenFor && standing.active) return refuse('own_submission', { article: routes[recommendation.route].article })
  const taken = takers.map(({ personId }) => ({ stepKind: 'taken_over', decidedBy: personId, inNameOf: personId }))
  return principalOf(
    { submittedBy, voices: [...voices, ...taken], article: routes[recommendation.route].article },
    step,
    standing,
  )
}
