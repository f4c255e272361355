import { describe, expect, test } from 'vitest'
import type { Standing } from '../../../src/domain/organisation/standing.ts'
import type { Unit } from '../../../src/domain/organisation/unit.ts'
import { planSteps } from '../../../src/domain/recommendation/plan-steps.ts'
import type { RouteName } from '../../../src/domain/recommendation/routes.ts'
import { defaultPolicy, type Policy } from '../../../src/policy.ts'
import { headOffice, north, northGate, northLake, person, policyWith, post, submitted } from '../sample.ts'

const manager = person(1, [post('client_manager', northGate)])
const subBranchPresident = person(2, [post('sub_branch_president', northGate)])
const officer = person(3, [post('branch_officer', north)])
const branchPresident = person(4, [post('branch_president', north)])
const corporate = person(5, [post('corporate_officer', headOffice)])

/** Route, where and by whom it began, and each step as "kind@unit posts" or "kind@unit skipped why". */
const table: [string, RouteName, Unit, Standing, string[]][] = [
  [
    'Art. 10(2): a client manager recommends to the branch',
    'sub_branch_recommends',
    northGate,
    manager,
    ['sub_branch_endorses@11 sub_branch_president', 'branch_designates@10 branch_president'],
  ],
  [
    'Art. 10(2): the sub-branch president recommends, so the first step is skipped',
    'sub_branch_recommends',
    northGate,
    subBranchPresident,
    ['sub_branch_endorses@11 skipped submitter_is_president', 'branch_designates@10 branch_president'],
  ],
  [
    'Art. 10(1): a branch officer designates directly with the president',
    'branch_designates',
    north,
    officer,
    ['branch_designates@10 branch_president'],
  ],
  [
    'Art. 10(1): the branch president recommends, another branch officer decides',
    'branch_designates',
    north,
    branchPresident,
    ['branch_designates@10 branch_officer'],
  ],
  [
    'Art. 8(1): begun by a sub-branch',
    'branch_recommends',
    northGate,
    manager,
    [
      'sub_branch_endorses@11 sub_branch_president',
      'branch_endorses@10 branch_president',
      'corporate_decides@1 corporate_officer',
      'head_office_approves@1 head_office_president',
    ],
  ],
  [
    'Art. 8(1): begun by the sub-branch president',
    'branch_recommends',
    northGate,
    subBranchPresident,
    [
      'sub_branch_endorses@11 skipped submitter_is_president',
      'branch_endorses@10 branch_president',
      'corporate_decides@1 corporate_officer',
      'head_office_approves@1 head_office_president',
    ],
  ],
  [
    'Art. 8(1): begun by the branch, without a sub-branch step',
    'branch_recommends',
    north,
    officer,
    [
      'branch_endorses@10 branch_president',
      'corporate_decides@1 corporate_officer',
      'head_office_approves@1 head_office_president',
    ],
  ],
  [
    'Art. 8(2): head office alone',
    'head_office_initiates',
    headOffice,
    corporate,
    ['corporate_decides@1 corporate_officer', 'head_office_approves@1 head_office_president'],
  ],
  [
    'Art. 8(2): jointly, the branch co-signs first',
    'joint_initiation',
    headOffice,
    corporate,
    [
      'branch_co_signs@10 branch_president',
      'corporate_decides@1 corporate_officer',
      'head_office_approves@1 head_office_president',
    ],
  ],
]

function told(route: RouteName, beganAt: Unit, submitter: Standing, policy: Policy = defaultPolicy): string[] {
  return submitted(route, beganAt, submitter, policy).steps.map(
    (step) =>
      `${step.kind}@${step.unitId} ${step.skipReason ? `${step.state} ${step.skipReason}` : step.positions.join(',')}`,
  )
}

describe("the guideline's table of steps", () => {
  test.each(table)('%s', (_title, route, beganAt, submitter, steps) => {
    expect(told(route, beganAt, submitter)).toEqual(steps)
  })

  test.each(table)(
    'the first step that is not skipped is open, the others wait: %s',
    (_t, route, beganAt, submitter) => {
      const states = submitted(route, beganAt, submitter).steps.map((step) => step.state)
      expect(states.filter((state) => state !== 'skipped')).toEqual(
        states.filter((state) => state !== 'skipped').map((_state, index) => (index === 0 ? 'open' : 'waiting')),
      )
      expect(submitted(route, beganAt, submitter).steps.map((step) => step.no)).toEqual(states.map((_s, i) => i + 1))
    },
  )
})

describe('people with several posts', () => {
  test('client manager and president of the same sub-branch: the president recommends', () => {
    const both = person(1, [post('client_manager', northGate), post('sub_branch_president', northGate)])
    expect(told('sub_branch_recommends', northGate, both)[0]).toContain('skipped submitter_is_president')
  })

  test('president of another sub-branch only: nothing is skipped', () => {
    const elsewhere = person(1, [post('client_manager', northGate), post('sub_branch_president', northLake)])
    expect(told('sub_branch_recommends', northGate, elsewhere)[0]).toBe('sub_branch_endorses@11 sub_branch_president')
  })

  test('a deputy of the sub-branch president is not the president: nothing is skipped', () => {
    const deputy = person(1, manager.posts, {
      deputyFor: [{ principalId: 2, principalName: '员工2', posts: subBranchPresident.posts }],
    })
    expect(told('sub_branch_recommends', northGate, deputy)[0]).toBe('sub_branch_endorses@11 sub_branch_president')
  })

  test.each([
    ['sub_branch_recommends', northGate, 'client_manager', 'branch_designates@10 branch_officer'],
    ['branch_recommends', north, 'branch_officer', 'branch_endorses@10 branch_officer'],
    ['joint_initiation', headOffice, 'corporate_officer', 'branch_co_signs@10 branch_officer'],
  ] as const)(
    '%s by somebody who is also the branch president: four eyes in the branch step',
    (route, at, position, step) => {
      const both = person(1, [post(position, at), post('branch_president', north)])
      expect(told(route, at, both)).toContain(step)
    },
  )
})

describe("the bank's policy", () => {
  test('without the head-office president the last step is skipped by policy, and the one before is last', () => {
    const policy = policyWith({ headOfficePresidentDecides: false })
    expect(told('head_office_initiates', headOffice, corporate, policy)).toEqual([
      'corporate_decides@1 corporate_officer',
      'head_office_approves@1 skipped policy_off',
    ])
  })

  test.each([
    ['no row', {}],
    ['an empty row', { branch_designates: [] }],
  ])('%s for a step means nobody, for the branch president as submitter too (B04)', (_title, stepPositions) => {
    const policy = policyWith({ stepPositions })
    expect(submitted('branch_designates', north, officer, policy).steps[0]?.positions).toEqual([])
    expect(submitted('branch_designates', north, branchPresident, policy).steps[0]?.positions).toEqual([])
  })

  test('a route with a branch step and no branch is a fault of the caller', () => {
    const start = { route: 'joint_initiation', beganAt: headOffice, branchId: null, headOfficeId: 1 } as const
    expect(() => planSteps({ ...start, submitter: corporate }, defaultPolicy)).toThrow('no branch')
  })
})
