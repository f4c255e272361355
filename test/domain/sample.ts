import type { Position } from '../../src/domain/organisation/position.ts'
import type { Deputyship, Post, Standing } from '../../src/domain/organisation/standing.ts'
import type { Unit } from '../../src/domain/organisation/unit.ts'
import type { Decided } from '../../src/domain/recommendation/decide.ts'
import { planSteps } from '../../src/domain/recommendation/plan-steps.ts'
import type { Decision, Recommendation } from '../../src/domain/recommendation/recommendation.ts'
import type { RouteName } from '../../src/domain/recommendation/routes.ts'
import { defaultPolicy, type Policy } from '../../src/policy.ts'

export const headOffice: Unit = { id: 1, code: 'HO', name: '总行', level: 'head_office', branchId: null }
export const north: Unit = { id: 10, code: 'N', name: '北方分行', level: 'branch', branchId: 10 }
export const south: Unit = { id: 20, code: 'S', name: '南方分行', level: 'branch', branchId: 20 }
export const northGate: Unit = { id: 11, code: 'N1', name: '北门支行', level: 'sub_branch', branchId: 10 }
export const northLake: Unit = { id: 12, code: 'N2', name: '北湖支行', level: 'sub_branch', branchId: 10 }
export const southGate: Unit = { id: 21, code: 'S1', name: '南门支行', level: 'sub_branch', branchId: 20 }

export function post(position: Position, unit: Unit): Post {
  return { position, unit }
}

export function person(personId: number, posts: readonly Post[], more: Partial<Standing> = {}): Standing {
  return { personId, name: `员工${personId}`, active: true, posts, deputyFor: [], ...more }
}

export function deputyOf(principal: Standing): Deputyship {
  return { principalId: principal.personId, principalName: principal.name, posts: principal.posts }
}

export function policyWith(change: Partial<Policy>): Policy {
  return { ...defaultPolicy, ...change }
}

/** A recommendation in its first round, led by the northern branch unless begun elsewhere. */
export function submitted(
  route: RouteName,
  beganAt: Unit,
  submitter: Standing,
  policy: Policy = defaultPolicy,
): Recommendation {
  return {
    id: 1,
    state: 'submitted',
    round: 1,
    kind: 'designation',
    route,
    submittedBy: submitter.personId,
    submitterName: submitter.name,
    takers: [],
    steps: planSteps(
      { route, beganAt, branchId: beganAt.branchId ?? north.id, headOfficeId: headOffice.id, submitter },
      policy,
    ),
    decisions: [],
  }
}

/** What the record says once a decision was saved: the pure twin of the use case's writes. */
export function afterDecision(before: Recommendation, decided: Decided, by: Standing): Recommendation {
  const decision: Decision = {
    round: before.round,
    stepNo: decided.step.no,
    stepKind: decided.step.kind,
    verdict: decided.verdict,
    decidedBy: by.personId,
    deciderName: by.name,
    inNameOf: decided.inNameOf,
    principalName: `员工${decided.inNameOf}`,
    decidedAt: new Date('2026-09-01T02:00:00Z'),
    reason: decided.reason,
  }
  const steps = before.steps.map((step) => {
    if (step.no === decided.step.no) return { ...step, state: decided.verdict }
    if (step.no === decided.nextStep?.no) return { ...step, state: 'open' as const }
    const ended = decided.state !== 'submitted' && (step.state === 'waiting' || step.state === 'open')
    return ended ? { ...step, state: 'closed' as const } : step
  })
  return { ...before, state: decided.state, steps, decisions: [...before.decisions, decision] }
}

/** The next round of a returned recommendation, planned from the first step again. */
export function resubmitted(
  before: Recommendation,
  beganAt: Unit,
  submitter: Standing,
  policy: Policy = defaultPolicy,
): Recommendation {
  const { steps } = submitted(before.route, beganAt, submitter, policy)
  return { ...before, state: 'submitted', round: before.round + 1, steps }
}
