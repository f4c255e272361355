import { expect, test } from 'vitest'
import type { Post, Standing } from '../../../src/domain/organisation/standing.ts'
import type { Unit } from '../../../src/domain/organisation/unit.ts'
import { decideFiling, mayFile } from '../../../src/domain/register/decide-filing.ts'
import type { Filing } from '../../../src/domain/register/filing.ts'

const ho: Unit = { id: 1, code: 'HO', name: '总行', level: 'head_office', branchId: null }
const branch: Unit = { id: 2, code: 'B1', name: '深圳分行', level: 'branch', branchId: 2 }
const other: Unit = { id: 3, code: 'B2', name: '北京分行', level: 'branch', branchId: 3 }
const officer = (unit: Unit): Post => ({ position: 'branch_officer', unit })
const corporate: Post = { position: 'corporate_officer', unit: ho }

function person(personId: number, posts: Post[], deputyFor: Standing['deputyFor'] = [], active = true): Standing {
  return { personId, name: `人${personId}`, active, posts, deputyFor }
}

const filing: Filing = {
  id: 9,
  branchId: 2,
  version: 3,
  state: 'filed',
  filedBy: 10,
  filedInNameOf: 11,
  filedAt: new Date('2026-10-09T02:00:00Z'),
  decidedAt: null,
  deciderName: null,
}
const department = { unitId: 1, positions: ['corporate_officer' as const] }
const acknowledge = (standing: Standing, of = filing) =>
  decideFiling(of, department, standing, { verdict: 'acknowledged' }, (at) => at.toISOString())

test('Art. 10(3): an officer of the branch files, also for an absent one; nobody else', () => {
  const files = (standing: Standing) => mayFile(branch, ['branch_officer'], standing)
  expect(files(person(10, [officer(branch)]))).toEqual({ inNameOf: 10 })
  expect(files(person(10, [], [{ principalId: 11, principalName: '人11', posts: [officer(branch)] }]))).toEqual({
    inNameOf: 11,
  })
  expect(files(person(10, [officer(other), corporate]))).toMatchObject({ refused: 'may_not_file' })
  expect(files(person(10, [officer(branch)], [], false))).toMatchObject({ refused: 'left_the_bank' })
})

test('nobody acknowledges what they filed or what was filed in their name, in whosever name', () => {
  expect(acknowledge(person(20, [corporate]))).toEqual({ inNameOf: 20 })
  expect(acknowledge(person(10, [corporate]))).toMatchObject({ refused: 'own_filing' })
  expect(acknowledge(person(11, [corporate]))).toMatchObject({ refused: 'own_filing' })
  const forFiler = [{ principalId: 11, principalName: '人11', posts: [corporate] }]
  expect(acknowledge(person(21, [], forFiler))).toMatchObject({ refused: 'own_filing' })
  const forOther = [...forFiler, { principalId: 22, principalName: '人22', posts: [corporate] }]
  expect(acknowledge(person(21, [], forOther))).toEqual({ inNameOf: 22 })
  expect(acknowledge(person(20, [officer(branch)]))).toMatchObject({ refused: 'may_not_acknowledge' })
})

test('what is settled stays so, and says by whom; authority is asked first', () => {
  const settled: Filing = { ...filing, state: 'acknowledged', decidedAt: new Date(0), deciderName: '人20' }
  expect(acknowledge(person(21, [corporate]), settled)).toMatchObject({
    refused: 'filing_settled',
    params: { name: '人20', state: 'acknowledged', version: 3 },
  })
  expect(acknowledge(person(21, []), settled)).toMatchObject({ refused: 'may_not_acknowledge' })
  expect(acknowledge(person(21, [corporate]), { ...filing, state: 'replaced' })).toMatchObject({
    refused: 'filing_settled',
  })
})

test('sending back needs a question', () => {
  const say = (question: string) =>
    decideFiling(filing, department, person(20, [corporate]), { verdict: 'sent_back', question }, String)
  expect(say('')).toMatchObject({ refused: 'reason_required', field: 'question' })
  expect(say('为何移出？')).toEqual({ inNameOf: 20 })
})
