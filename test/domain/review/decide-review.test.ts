import { describe, expect, test } from 'vitest'
import type { Standing } from '../../../src/domain/organisation/standing.ts'
import type { Unit } from '../../../src/domain/organisation/unit.ts'
import { isRefusal, type Refusal } from '../../../src/domain/refusal.ts'
import { decideReview, type ReviewDecided, type ReviewRequest } from '../../../src/domain/review/decide-review.ts'
import { planReview } from '../../../src/domain/review/plan-review.ts'
import { openReviewStep, type Review, type ReviewVerdict } from '../../../src/domain/review/review.ts'
import { defaultPolicy, type Policy } from '../../../src/policy.ts'
import { deputyOf, headOffice, north, northGate, person, policyWith, post, southGate } from '../sample.ts'

const subBranchPresident = person(2, [post('sub_branch_president', northGate)])
const branchPresident = person(3, [post('branch_president', north)])
const corporate = person(4, [post('corporate_officer', headOffice)])
const president = person(5, [post('head_office_president', headOffice)])
const officer = person(6, [post('branch_officer', north)])
const corporate2 = person(7, [post('corporate_officer', headOffice)])

const today = '2026-09-01'

function opened(
  tier: Review['tier'],
  leadUnit: Unit = northGate,
  submitter: Standing | null = null,
  policy: Policy = defaultPolicy,
): Review {
  return {
    id: 1,
    clientId: 9,
    tier,
    state: 'open',
    round: 1,
    cause: submitter ? 'asked_for' : 'scheduled',
    submittedBy: submitter?.personId ?? null,
    policyReviewId: null,
    steps: planReview({ tier, leadUnit, headOfficeId: headOffice.id, submitter }, policy),
    voices: [],
  }
}

function say(
  on: Review,
  by: Standing,
  verdict: ReviewVerdict,
  change: Partial<ReviewRequest> = {},
): ReviewDecided | Refusal {
  const request = {
    round: on.round,
    stepNo: openReviewStep(on)?.no ?? 1,
    verdict,
    reason: '理由',
    category: null,
    nextReviewOn: null,
    ...change,
  }
  return decideReview(on, by, request, (at) => at.toISOString(), today)
}

/** The record after what must be accepted. */
function taken(on: Review, by: Standing, verdict: ReviewVerdict, change: Partial<ReviewRequest> = {}): Review {
  const decided = say(on, by, verdict, change)
  if (isRefusal(decided)) throw new Error(`${by.name} was refused: ${decided.refused}`)
  const { step, request, inNameOf, next } = decided
  const voice = {
    ...request,
    stepKind: step.kind,
    decidedBy: by.personId,
    deciderName: by.name,
    inNameOf,
    principalName: '',
    decidedAt: new Date('2026-09-01T02:00:00Z'),
  }
  const steps = on.steps.map((one) => {
    if (one.no === step.no) return { ...one, state: 'taken' as const }
    return next.kind === 'step' && next.step.no === one.no ? { ...one, state: 'open' as const } : one
  })
  return { ...on, steps, voices: [...on.voices, voice], state: next.kind === 'outcome' ? 'decided' : 'open' }
}

const refusal = (result: ReviewDecided | Refusal) => (isRefusal(result) ? result.refused : 'accepted')
const kinds = (review: Review) => review.steps.map(({ kind, state }) => `${kind} ${state}`)
const nextOf = (result: ReviewDecided | Refusal) => (isRefusal(result) ? result : result.next)

describe('the table of steps', () => {
  test('regional: the sub-branch president is heard, the branch president decides', () => {
    expect(kinds(opened('regional'))).toEqual(['sub_branch_opinion open', 'branch_reviews waiting'])
  })
  test('a branch that leads the client itself has no sub-branch to hear', () => {
    expect(kinds(opened('regional', north))).toEqual(['sub_branch_opinion skipped', 'branch_reviews open'])
  })
  test('bank-wide: the branch president is heard, a corporate officer decides, the head-office president approves', () => {
    expect(kinds(opened('bank_wide'))).toEqual([
      'branch_opinion open',
      'corporate_reviews waiting',
      'head_office_confirms waiting',
    ])
    const off = opened('bank_wide', northGate, null, policyWith({ headOfficePresidentDecides: false }))
    expect(kinds(off).at(-1)).toBe('head_office_confirms skipped')
  })
  test('settings that know no reviews leave every step to nobody', () => {
    const { reviewPositions: _, ...older } = defaultPolicy
    const steps = planReview(
      { tier: 'regional', leadUnit: northGate, headOfficeId: 1, submitter: null },
      { ...older, reviewPositions: {} },
    )
    expect(steps.map(({ positions }) => positions)).toEqual([[], []])
  })
})

describe('what a say leads to', () => {
  const heard = () => taken(opened('bank_wide'), branchPresident, 'exit')

  test('to retain needs no approval; downgrade and exit do', () => {
    expect(nextOf(say(heard(), corporate, 'retain'))).toMatchObject({ kind: 'outcome', outcome: 'retain' })
    for (const [verdict, category] of [['exit', null] as const, ['downgrade', 'regional_group'] as const])
      expect(nextOf(say(heard(), corporate, verdict, { category }))).toMatchObject({
        kind: 'step',
        step: { kind: 'head_office_confirms' },
      })
  })
  test('approval carries out what was decided, with its category; nothing else can be approved', () => {
    const decided = taken(heard(), corporate, 'downgrade', { category: 'regional_group' })
    expect(nextOf(say(decided, president, 'downgrade', { reason: null }))).toEqual({
      kind: 'outcome',
      outcome: 'downgrade',
      category: 'regional_group',
      nextReviewOn: null,
    })
    expect(refusal(say(decided, president, 'exit'))).toBe('outcome_not_of_tier')
    expect(nextOf(say(decided, president, 'returned'))).toEqual({ kind: 'back' })
    expect(refusal(say(decided, president, 'returned', { reason: ' \u3000' }))).toBe('reason_required')
  })
  test('a regional client has nothing to go down to', () => {
    expect(refusal(say(opened('regional'), subBranchPresident, 'downgrade'))).toBe('outcome_not_of_tier')
  })
  test('a downgrade names one of the seven regional categories', () => {
    expect(refusal(say(heard(), corporate, 'downgrade'))).toBe('category_not_of_tier')
    expect(refusal(say(heard(), corporate, 'downgrade', { category: 'industry_leader' }))).toBe('category_not_of_tier')
  })
  test('blanks are no reason, and the next review lies ahead', () => {
    expect(refusal(say(opened('regional'), subBranchPresident, 'retain', { reason: ' \u3000\u200b' }))).toBe(
      'reason_required',
    )
    expect(refusal(say(heard(), corporate, 'retain', { nextReviewOn: today }))).toBe('date_not_ahead')
  })
})

describe('who may', () => {
  test('nobody but the post of the step, at the client’s own units', () => {
    const review = opened('regional')
    const elsewhere = person(8, [post('sub_branch_president', southGate)])
    for (const other of [branchPresident, corporate, elsewhere])
      expect(refusal(say(review, other, 'retain'))).toBe('may_not_decide')
  })
  test('a deputy says it in the absent president’s name, and not twice', () => {
    const deputy = person(9, [], { deputyFor: [deputyOf(subBranchPresident), deputyOf(branchPresident)] })
    const first = say(opened('regional'), deputy, 'retain')
    expect(first).toMatchObject({ inNameOf: subBranchPresident.personId })
    expect(refusal(say(taken(opened('regional'), deputy, 'retain'), deputy, 'retain'))).toBe('second_step')
  })
  test('whoever asked for the review takes none of its steps; another officer stands in for the branch president', () => {
    const asked = opened('bank_wide', northGate, corporate)
    const heard = taken(asked, branchPresident, 'exit')
    expect(refusal(say(heard, corporate, 'exit'))).toBe('own_submission')
    expect(refusal(say(heard, corporate2, 'exit'))).toBe('accepted')
    const byPresident = taken(opened('regional', northGate, branchPresident), subBranchPresident, 'exit')
    expect(refusal(say(byPresident, branchPresident, 'exit'))).toBe('own_submission')
    expect(refusal(say(byPresident, officer, 'exit'))).toBe('accepted')
  })
  test('a press on a step already taken, or of another round, changes nothing', () => {
    const heard = taken(opened('regional'), subBranchPresident, 'exit')
    expect(say(heard, subBranchPresident, 'retain', { stepNo: 1 })).toMatchObject({
      refused: 'review_step_taken',
      params: { verdict: 'exit', name: subBranchPresident.name },
    })
    expect(refusal(say(heard, branchPresident, 'retain', { round: 2 }))).toBe('review_not_open')
  })
})
