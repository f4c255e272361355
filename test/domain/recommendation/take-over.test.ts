import { expect, test } from 'vitest'
import { decide } from '../../../src/domain/recommendation/decide.ts'
import { hasLeft, recommenderOf, whoMayTakeOver } from '../../../src/domain/recommendation/take-over.ts'
import type { PostHolder } from '../../../src/domain/team/seats.ts'
import { deputyOf, headOffice, north, northGate, person, post, submitted } from '../sample.ts'

const manager = person(1, [post('client_manager', northGate)])
const president = person(3, [post('sub_branch_president', northGate)])
const holder = (personId: number, position: PostHolder['position'], unitId: number): PostHolder => ({
  personId,
  position,
  unitId,
  since: '2020-01-01',
})
const holders = [
  holder(2, 'client_manager', northGate.id),
  holder(3, 'sub_branch_president', northGate.id),
  holder(4, 'branch_officer', north.id),
  holder(5, 'branch_president', north.id),
]
const initiators = ['client_manager', 'sub_branch_president'] as const
const recommendation = submitted('sub_branch_recommends', northGate, manager)

test('who answers for a recommendation has left without a post in its unit, or out of use', () => {
  expect(hasLeft(recommendation, northGate, manager)).toBe(false)
  expect(hasLeft(recommendation, northGate, person(1, [post('branch_officer', north)]))).toBe(true)
  expect(hasLeft(recommendation, northGate, person(1, manager.posts, { active: false }))).toBe(true)
  const taken = { ...recommendation, takers: [{ personId: 4, name: '员工4' }] }
  expect(hasLeft(taken, northGate, person(4, [post('branch_officer', north)]))).toBe(false)
  expect(hasLeft(taken, northGate, person(4, [post('corporate_officer', headOffice)]))).toBe(true)
})

test('the unit’s own take over; an officer of the branch where none of them can', () => {
  expect(whoMayTakeOver(recommendation, northGate, holders, initiators)).toEqual([2, 3])
  expect(whoMayTakeOver(recommendation, northGate, holders.slice(2), initiators)).toEqual([4])
  expect(
    whoMayTakeOver({ ...recommendation, takers: [{ personId: 2, name: '' }] }, northGate, holders, initiators),
  ).toEqual([3])
  expect(whoMayTakeOver(recommendation, northGate, [], initiators)).toEqual([])
})

test('who took it over decides nothing on it, nor does anybody in their name; nor does who submitted it', () => {
  const taken = { ...recommendation, takers: [{ personId: 3, name: '员工3' }] }
  expect(recommenderOf(taken)).toBe(3)
  const request = { round: 1, stepNo: 1, verdict: 'approved', reason: null } as const
  const say = (by: ReturnType<typeof person>) => decide(taken, by, request, String)
  expect(say(president)).toMatchObject({ refused: 'own_submission' })
  expect(say(person(9, [], { deputyFor: [deputyOf(president)] }))).toHaveProperty('refused')
  expect(say(person(1, [post('sub_branch_president', northGate)]))).toMatchObject({ refused: 'own_submission' })
  expect(say(person(8, [post('sub_branch_president', northGate)]))).toMatchObject({ inNameOf: 8 })
})
