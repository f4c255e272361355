import { trimName } from '../client/name.ts'
import { holdsPost, type Standing } from '../organisation/standing.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { type Decision, isLastStep, openStep, type Recommendation, type Step, type Verdict } from './recommendation.ts'
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
  const article = routes[recommendation.route].article
  if (!standing.active) return refuse('left_the_bank')
  if (standing.personId === recommendation.submittedBy) return refuse('own_submission', { article })
  if (step.positions.length === 0) return refuse('nobody_may_decide', { article, params: { step: step.kind } })
  const principals = [
    ...(holdsPost(standing.posts, step.positions, step.unitId) ? [standing.personId] : []),
    ...standing.deputyFor
      .filter((deputyship) => holdsPost(deputyship.posts, step.positions, step.unitId))
      .map((deputyship) => deputyship.principalId),
  ].filter((principal) => principal !== recommendation.submittedBy)
  if (principals.length === 0)
    return refuse('may_not_decide', { article, params: { positions: step.positions.join(','), step: step.kind } })
  const free = principals.find((principal) => !hasVoice(recommendation.decisions, step, [standing.personId, principal]))
  return free ?? refuse('second_step', { article })
}

/** Whether one of the people already had a say in another step, in whichever round and in whosever name. */
function hasVoice(decisions: readonly Decision[], step: Step, people: readonly number[]): boolean {
  return decisions.some(
    (decision) =>
      decision.stepKind !== step.kind && (people.includes(decision.decidedBy) || people.includes(decision.inNameOf)),
  )
}
