import { expect, test } from 'vitest'
import { mayBeAsked } from '../../../src/domain/recommendation/ask.ts'
import { decide } from '../../../src/domain/recommendation/decide.ts'
import { openStep, type Recommendation } from '../../../src/domain/recommendation/recommendation.ts'
import { isRefusal } from '../../../src/domain/refusal.ts'
import { afterDecision, deputyOf, north, northGate, person, post, submitted } from '../sample.ts'

const manager = person(1, [post('client_manager', northGate)])
const president = person(2, [post('sub_branch_president', northGate)])

function asked(record: Recommendation, personId: number): boolean {
  const step = openStep(record)
  return step !== undefined && mayBeAsked(record, step, personId)
}

test('not the submitter, nor who already had a say in another step, in their own or another’s name', () => {
  const record = submitted('branch_recommends', northGate, manager)
  const deputy = person(3, [post('branch_president', north)], { deputyFor: [deputyOf(president)] })
  expect([1, 2, 3].map((id) => asked(record, id))).toEqual([false, true, true])

  const endorsed = decide(record, deputy, { round: 1, stepNo: 1, verdict: 'approved', reason: null }, String)
  if (isRefusal(endorsed)) throw new Error(endorsed.refused)
  const next = afterDecision(record, endorsed, deputy)
  expect([1, 2, 3, 4].map((id) => asked(next, id))).toEqual([false, false, false, true])
})
