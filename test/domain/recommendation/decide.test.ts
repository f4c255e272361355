import { describe, expect, test } from 'vitest'
import type { Standing } from '../../../src/domain/organisation/standing.ts'
import { type Decided, type DecideRequest, decide } from '../../../src/domain/recommendation/decide.ts'
import { openStep, type Recommendation } from '../../../src/domain/recommendation/recommendation.ts'
import { isRefusal, type Refusal } from '../../../src/domain/refusal.ts'
import {
  afterDecision,
  deputyOf,
  headOffice,
  north,
  northGate,
  northLake,
  person,
  policyWith,
  post,
  resubmitted,
  south,
  submitted,
} from '../sample.ts'

const manager = person(1, [post('client_manager', northGate)])
const subBranchPresident = person(2, [post('sub_branch_president', northGate)])
const branchPresident = person(3, [post('branch_president', north)])
const corporate = person(4, [post('corporate_officer', headOffice)])
const headOfficePresident = person(5, [post('head_office_president', headOffice)])
const officer = person(6, [post('branch_officer', north)])

function press(on: Recommendation, by: Standing, change: Partial<DecideRequest> = {}): Decided | Refusal {
  const request = {
    round: on.round,
    stepNo: openStep(on)?.no ?? 1,
    verdict: 'approved',
    reason: null,
    ...change,
  } as const
  return decide(on, by, request, (at) => at.toISOString())
}

function refusal(result: Decided | Refusal): string {
  return isRefusal(result) ? result.refused : 'accepted'
}

/** The record after presses that must all be accepted. */
function walk(start: Recommendation, ...presses: [Standing, Partial<DecideRequest>?][]): Recommendation {
  return presses.reduce((record, [by, change]) => {
    const result = press(record, by, change)
    if (isRefusal(result)) throw new Error(`${by.name} was refused: ${result.refused}`)
    return afterDecision(record, result, by)
  }, start)
}

const fromSubBranch = () => submitted('branch_recommends', northGate, manager)

describe('step by step', () => {
  test('four approvals in order designate, and only the fourth', () => {
    const order: [Standing][] = [[subBranchPresident], [branchPresident], [corporate], [headOfficePresident]]
    const states = order.map((_press, index) => walk(fromSubBranch(), ...order.slice(0, index + 1)).state)
    expect(states).toEqual(['submitted', 'submitted', 'submitted', 'approved'])
  })

  test.each(['returned', 'rejected'] as const)('%s ends the round where it stands', (verdict) => {
    const ended = walk(fromSubBranch(), [subBranchPresident], [branchPresident, { verdict, reason: '材料不全' }])
    expect(ended.state).toBe(verdict)
    expect(ended.steps.map((step) => step.state)).toEqual(['approved', verdict, 'closed', 'closed'])
    expect(refusal(press(ended, corporate, { stepNo: 3 }))).toBe('not_open')
  })

  test('the last step is the one before, where policy leaves out the head-office president', () => {
    const alone = submitted(
      'head_office_initiates',
      headOffice,
      person(7, corporate.posts),
      policyWith({ headOfficePresidentDecides: false }),
    )
    expect(walk(alone, [corporate]).state).toBe('approved')
  })

  test('a step is not taken before its turn', () => {
    expect(refusal(press(fromSubBranch(), branchPresident, { stepNo: 2 }))).toBe('not_open')
  })

  test('after a return every step of the new round is taken again', () => {
    const returned = walk(
      fromSubBranch(),
      [subBranchPresident],
      [branchPresident, { verdict: 'returned', reason: '补充' }],
    )
    const again = resubmitted(returned, northGate, manager)
    expect(openStep(again)?.kind).toBe('sub_branch_endorses')
    const approved = walk(again, [subBranchPresident], [branchPresident], [corporate], [headOfficePresident])
    expect(approved.state).toBe('approved')
    expect(approved.decisions.filter((decision) => decision.round === 2)).toHaveLength(4)
  })
})

describe('always', () => {
  test.each([
    ['the submitter as president', person(3, branchPresident.posts)],
    [
      'the submitter as deputy of the decider',
      person(3, [], { deputyFor: [deputyOf(person(8, branchPresident.posts))] }),
    ],
    ['the submitter as another officer', person(3, officer.posts)],
  ])('nobody decides what they submitted: %s', (_title, submitter) => {
    expect(refusal(press(submitted('branch_designates', north, submitter), submitter))).toBe('own_submission')
  })

  test('nor does anybody in the submitter’s name', () => {
    const initiator = person(7, corporate.posts)
    const deputy = person(8, [], { deputyFor: [deputyOf(initiator)] })
    const record = submitted('head_office_initiates', headOffice, initiator)
    expect(refusal(press(record, deputy))).toBe('may_not_decide')
    const alsoCorporate = person(8, corporate.posts, { deputyFor: [deputyOf(initiator)] })
    expect(press(record, alsoCorporate)).toMatchObject({ inNameOf: 8 })
  })

  test('where the branch president submitted, the officer decides and a second president does not', () => {
    const record = submitted('branch_designates', north, branchPresident)
    expect(press(record, officer)).toMatchObject({ state: 'approved' })
    expect(refusal(press(record, person(9, branchPresident.posts)))).toBe('may_not_decide')
  })

  test('two posts, one voice (B03)', () => {
    const both = person(2, [...subBranchPresident.posts, ...branchPresident.posts])
    const endorsed = walk(fromSubBranch(), [both])
    expect(refusal(press(endorsed, both))).toBe('second_step')
    expect(press(endorsed, branchPresident)).toMatchObject({ inNameOf: 3 })
  })

  test('a corporate officer who is also head-office president takes one of the two steps', () => {
    const both = person(4, [...corporate.posts, ...headOfficePresident.posts])
    const decided = walk(submitted('head_office_initiates', headOffice, person(7, corporate.posts)), [both])
    expect(refusal(press(decided, both))).toBe('second_step')
  })

  test('a deputyship gives no second voice: to the deputy, to the absent, or through another deputy (B03)', () => {
    const endorsed = walk(fromSubBranch(), [subBranchPresident])
    expect(refusal(press(endorsed, { ...subBranchPresident, deputyFor: [deputyOf(branchPresident)] }))).toBe(
      'second_step',
    )

    const deputy = person(8, [], { deputyFor: [deputyOf(subBranchPresident)] })
    const inName = walk(fromSubBranch(), [deputy])
    const moved = person(2, branchPresident.posts)
    expect(refusal(press(inName, moved))).toBe('second_step')
    expect(refusal(press(inName, person(9, [], { deputyFor: [deputyOf(moved)] })))).toBe('second_step')
    expect(refusal(press(inName, { ...deputy, deputyFor: [deputyOf(branchPresident)] }))).toBe('second_step')
  })

  test('a voice of an earlier round counts: who endorsed for the sub-branch does not endorse for the branch later', () => {
    const returned = walk(
      fromSubBranch(),
      [subBranchPresident],
      [branchPresident, { verdict: 'returned', reason: '补充' }],
    )
    const again = walk(resubmitted(returned, northGate, manager), [person(10, subBranchPresident.posts)])
    expect(refusal(press(again, person(2, branchPresident.posts)))).toBe('second_step')
    expect(press(again, branchPresident)).toMatchObject({ state: 'submitted' })
  })

  test('a deputy decides in the absent person’s name, in their own where they hold the post', () => {
    const endorsed = walk(fromSubBranch(), [subBranchPresident])
    expect(press(endorsed, person(8, officer.posts, { deputyFor: [deputyOf(branchPresident)] }))).toMatchObject({
      inNameOf: 3,
    })
    expect(press(endorsed, person(8, branchPresident.posts, { deputyFor: [deputyOf(branchPresident)] }))).toMatchObject(
      {
        inNameOf: 8,
      },
    )
  })

  test('of two absent persons the one still without a voice is stood in for', () => {
    const first = person(2, [...subBranchPresident.posts, ...branchPresident.posts])
    const endorsed = walk(fromSubBranch(), [first])
    const deputy = person(8, [], { deputyFor: [deputyOf(first), deputyOf(branchPresident)] })
    expect(press(endorsed, deputy)).toMatchObject({ inNameOf: 3 })
  })

  test('deputies make no chain: the deputy of a deputy has only the deputy’s own posts', () => {
    const deputy = person(8, [], { deputyFor: [deputyOf(subBranchPresident)] })
    expect(refusal(press(fromSubBranch(), person(9, [], { deputyFor: [deputyOf(deputy)] })))).toBe('may_not_decide')
  })

  test('a person who left decides nothing', () => {
    expect(refusal(press(fromSubBranch(), { ...subBranchPresident, active: false }))).toBe('left_the_bank')
  })

  test.each([
    ['the post in another unit', person(8, [post('sub_branch_president', northLake)])],
    ['another post in the unit', person(8, manager.posts)],
    ['the level above', branchPresident],
    ['another branch', person(8, [post('branch_president', south)])],
    ['an administrator', person(8, [post('administrator', northGate), post('administrator', headOffice)])],
    ['no post', person(8, [])],
  ])('only the post of the step decides it: %s', (_title, by) => {
    expect(refusal(press(fromSubBranch(), by))).toBe('may_not_decide')
  })

  test('no posts in the policy: nobody, whoever presses (B04)', () => {
    const record = submitted('branch_recommends', northGate, manager, policyWith({ stepPositions: {} }))
    for (const by of [subBranchPresident, branchPresident, headOfficePresident])
      expect(refusal(press(record, by))).toBe('nobody_may_decide')
  })

  test.each([null, '', '   ', '\u3000\u00a0', '\n\t', '\u200b\ufeff'])(
    'a return or rejection needs a reason: %j is none',
    (reason) => {
      for (const verdict of ['returned', 'rejected'] as const)
        expect(press(fromSubBranch(), subBranchPresident, { verdict, reason })).toMatchObject({
          refused: 'reason_required',
          field: 'reason',
        })
    },
  )
})

describe('late presses (B01, B02)', () => {
  test('a step already taken says by whom, how and when, to the same and to another person', () => {
    const record = walk(fromSubBranch(), [subBranchPresident])
    for (const by of [subBranchPresident, person(8, subBranchPresident.posts)])
      expect(press(record, by, { stepNo: 1, verdict: 'rejected', reason: '不同意' })).toMatchObject({
        refused: 'already_decided',
        params: { verdict: 'approved', name: '员工2', at: '2026-09-01T02:00:00.000Z' },
      })
  })

  test('a card of an earlier round moves nothing', () => {
    const returned = walk(fromSubBranch(), [subBranchPresident, { verdict: 'returned', reason: '补充' }])
    const again = resubmitted(returned, northGate, manager)
    expect(press(again, subBranchPresident, { round: 1 })).toMatchObject({
      refused: 'superseded_round',
      params: { round: 1, current: 2 },
    })
  })

  test.each(['draft', 'returned', 'approved', 'rejected', 'withdrawn'] as const)(
    'nothing is decided on a %s one',
    (state) => {
      expect(refusal(press({ ...fromSubBranch(), state }, subBranchPresident))).toBe('not_open')
    },
  )
})
