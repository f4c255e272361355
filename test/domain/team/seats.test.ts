import { describe, expect, test } from 'vitest'
import type { Position } from '../../../src/domain/organisation/position.ts'
import type { Unit } from '../../../src/domain/organisation/unit.ts'
import { type PostHolder, seatHolders, type TeamOf, vacantSeats } from '../../../src/domain/team/seats.ts'
import { defaultPolicy, type Policy } from '../../../src/policy.ts'
import { headOffice, north, northGate, northLake, policyWith, south, southGate } from '../sample.ts'

const holder = (personId: number, position: Position, unit: Unit, since = '2020-01-01'): PostHolder => ({
  personId,
  position,
  unitId: unit.id,
  since,
})

/** Everybody whom Article 14 names, and beside each somebody whom it does not. */
const bank: PostHolder[] = [
  holder(1, 'client_manager', northGate, '2021-03-01'),
  holder(2, 'client_manager', northGate, '2019-03-01'),
  holder(3, 'sub_branch_president', northGate),
  holder(4, 'branch_president', north),
  holder(5, 'corporate_officer', headOffice),
  holder(6, 'corporate_officer', headOffice),
  holder(7, 'head_office_president', headOffice),
  holder(21, 'client_manager', northLake),
  holder(22, 'sub_branch_president', northLake),
  holder(23, 'branch_officer', north),
  holder(24, 'branch_president', south),
  holder(25, 'product_officer', headOffice),
  holder(26, 'administrator', headOffice),
  holder(27, 'administrator', northGate),
]

function team(change: Partial<TeamOf> = {}): TeamOf {
  return {
    tier: 'bank_wide',
    leadUnit: northGate,
    headOfficeId: headOffice.id,
    leadClientManagerId: null,
    cooperating: [],
    specialists: [],
    ...change,
  }
}

function seated(of: TeamOf, holders = bank, policy: Policy = defaultPolicy): string[] {
  return seatHolders(of, holders, policy).map(({ seat, personId }) => `${seat} ${personId}`)
}

describe('Article 14', () => {
  test('exactly these people, in this order', () => {
    expect(seated(team({ leadClientManagerId: 1 }))).toEqual([
      'lead_client_manager 1',
      'sub_branch_president 3',
      'branch_president 4',
      'corporate_department 5',
      'corporate_department 6',
      'head_office_president 7',
    ])
  })

  test('a regional client’s team is without the head-office president, unless the bank wants it', () => {
    expect(seated(team({ tier: 'regional' })).map((line) => line.split(' ')[0])).not.toContain('head_office_president')
    const policy = policyWith({ headOfficePresidentSeat: { bank_wide: false, regional: true } })
    expect(seated(team({ tier: 'regional' }), bank, policy)).toContain('head_office_president 7')
    expect(seated(team(), bank, policy)).not.toContain('head_office_president 7')
  })

  test('a client that the branch itself leads has no seats of a sub-branch, filled or vacant', () => {
    const ledByBranch = team({ leadUnit: north })
    expect(seated(ledByBranch)).toEqual([
      'branch_president 4',
      'corporate_department 5',
      'corporate_department 6',
      'head_office_president 7',
    ])
    expect(vacantSeats(ledByBranch, seatHolders(ledByBranch, bank, defaultPolicy), defaultPolicy)).toEqual([])
  })
})

describe('co-operating units (Article 11)', () => {
  test('of a sub-branch its longest-serving client manager, its president and the president of its branch', () => {
    const far = [...bank, holder(31, 'client_manager', southGate), holder(32, 'sub_branch_president', southGate)]
    expect(seated(team({ tier: 'regional', cooperating: [southGate] }), far).slice(5)).toEqual([
      'co_client_manager 31',
      'co_sub_branch_president 32',
      'co_branch_president 24',
    ])
  })

  test('of a branch its president alone; who sits already sits once, also for two units of one branch', () => {
    expect(seated(team({ tier: 'regional', cooperating: [south] })).slice(5)).toEqual(['co_branch_president 24'])
    const near = seated(team({ tier: 'regional', cooperating: [northLake] })).slice(5)
    expect(near).toEqual(['co_client_manager 21', 'co_sub_branch_president 22'])
    const twice = seated(team({ tier: 'regional', cooperating: [south, southGate] }))
    expect(twice.filter((line) => line.endsWith(' 24'))).toHaveLength(1)
  })

  test('nobody is missed on their seats: what they lack is not the lead unit’s', () => {
    const of = team({ tier: 'regional', cooperating: [southGate] })
    expect(vacantSeats(of, seatHolders(of, bank, defaultPolicy), defaultPolicy)).toEqual([])
  })
})

test('named specialists sit last, whoever they are, and who has a seat by post has no second one', () => {
  const lines = seated(team({ tier: 'regional', cooperating: [southGate], specialists: [25, 4, 26] }))
  expect(lines.slice(-2)).toEqual(['specialist 25', 'specialist 26'])
  expect(lines.filter((line) => line.endsWith(' 4'))).toEqual(['branch_president 4'])
})

describe('the lead client manager', () => {
  test.each([
    ['who recommended', 1, 'lead_client_manager 1'],
    ['who has served longest, where nobody recommended', null, 'lead_client_manager 2'],
    ['who has served longest, where the recommender manages clients elsewhere', 21, 'lead_client_manager 2'],
    ['who has served longest, where the recommender is no client manager', 3, 'lead_client_manager 2'],
  ])('is the one %s', (_title, leadClientManagerId, lead) => {
    expect(seated(team({ leadClientManagerId })).filter((line) => line.startsWith('lead'))).toEqual([lead])
  })

  test('does not depend on the order of reading, nor on equal dates', () => {
    const twins = [holder(9, 'client_manager', northGate), holder(8, 'client_manager', northGate)]
    expect(seated(team(), twins)).toEqual(['lead_client_manager 8'])
    expect(seated(team(), twins.toReversed())).toEqual(['lead_client_manager 8'])
  })
})

test('one person in two posts has both seats; two appointments to one post give one seat', () => {
  const both = [
    holder(3, 'client_manager', northGate),
    holder(3, 'sub_branch_president', northGate),
    holder(3, 'sub_branch_president', northGate, '2024-01-01'),
  ]
  expect(seated(team(), both)).toEqual(['lead_client_manager 3', 'sub_branch_president 3'])
})

test('a seat that nobody fills is named, and only where the team has it', () => {
  const left = bank.filter((one) => one.position !== 'sub_branch_president' && one.position !== 'head_office_president')
  const vacant = (of: TeamOf) => vacantSeats(of, seatHolders(of, left, defaultPolicy), defaultPolicy)
  expect(vacant(team())).toEqual(['sub_branch_president', 'head_office_president'])
  expect(vacant(team({ tier: 'regional' }))).toEqual(['sub_branch_president'])
})
