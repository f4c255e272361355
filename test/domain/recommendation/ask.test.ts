import { expect, test } from 'vitest'
import type { Standing } from '../../../src/domain/organisation/standing.ts'
import { mayBeAsked } from '../../../src/domain/recommendation/ask.ts'
import { decide } from '../../../src/domain/recommendation/decide.ts'
import { openStep, type Recommendation } from '../../../src/domain/recommendation/recommendation.ts'
import { isRefusal } from '../../../src/domain/refusal.ts'
import { afterDecision, deputyOf, north, northGate, person, post, submitted } from '../sample.ts'

const manager = person(1, [post('client_manager', northGate)])
const president = person(2, [post('sub_branch_president', northGate)])
const branchPresident = person(4, [post('branch_president', north)])

function asked(record: Recommendation, standing: Standing): boolean {
  const step = openStep(record)
  return step !== undefined && mayBeAsked(record, step, standing)
}

test('whoever may take the step, and nobody who had a say already, in their own or another’s name', () => {
  const record = submitted('branch_recommends', northGate, manager)
  const deputy = person(3, [], { deputyFor: [deputyOf(president)] })
  expect([manager, president, deputy, branchPresident].map((one) => asked(record, one))).toEqual([
    false,
    true,
    true,
    false,
  ])

  const endorsed = decide(record, deputy, { round: 1, stepNo: 1, verdict: 'approved', reason: null }, String)
  if (isRefusal(endorsed)) throw new Error(endorsed.refused)
  const next = afterDecision(record, endorsed, deputy)
  const alsoBranchDeputy = person(3, [], { deputyFor: [deputyOf(president), deputyOf(branchPresident)] })
  expect([president, alsoBranchDeputy, branchPresident].map((one) => asked(next, one))).toEqual([false, false, true])
})

test('a deputy of the submitter is not asked in the submitter’s name', () => {
  const president2 = person(5, [post('branch_president', north)])
  const record = submitted('branch_designates', north, president2)
  const deputy = person(6, [], { deputyFor: [deputyOf(president2)] })
  expect(asked(record, deputy)).toBe(false)
})
