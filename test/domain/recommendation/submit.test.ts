import { describe, expect, test } from 'vitest'
import { categoriesOfTier, tiers } from '../../../src/domain/client/category.ts'
import type { Position } from '../../../src/domain/organisation/position.ts'
import type { Unit } from '../../../src/domain/organisation/unit.ts'
import type { Submission } from '../../../src/domain/recommendation/recommendation.ts'
import { routeNames, routes } from '../../../src/domain/recommendation/routes.ts'
import {
  type ClientStanding,
  checkSubmission,
  type RouteChoice,
  routeChoices,
} from '../../../src/domain/recommendation/submit.ts'
import { isRefusal } from '../../../src/domain/refusal.ts'
import { defaultPolicy } from '../../../src/policy.ts'
import {
  deputyOf,
  headOffice,
  north,
  northGate,
  northLake,
  person,
  policyWith,
  post,
  south,
  southGate,
} from '../sample.ts'

const candidate: ClientStanding = { state: 'candidate', tier: null, leadBranchId: null }
const regionalOfNorth: ClientStanding = { state: 'designated', tier: 'regional', leadBranchId: north.id }

function submission(change: Partial<Submission> = {}): Submission {
  return {
    tier: 'bank_wide',
    category: 'industry_leader',
    leadUnitId: north.id,
    keyDimensions: [],
    industry: '航运',
    region: '北方',
    reason: '行业龙头',
    criteriaValues: {},
    ...change,
  }
}

function begun(standing: Parameters<typeof routeChoices>[0], policy = defaultPolicy): string[] {
  return routeChoices(standing, policy).map((choice) => `${choice.route}@${choice.beganAt.code}`)
}

describe('who may begin what', () => {
  const table: [Position, Unit, string[]][] = [
    ['client_manager', northGate, ['sub_branch_recommends@N1', 'branch_recommends@N1']],
    ['sub_branch_president', northGate, ['sub_branch_recommends@N1', 'branch_recommends@N1']],
    ['branch_officer', north, ['branch_designates@N', 'branch_recommends@N']],
    ['branch_president', north, ['branch_designates@N', 'branch_recommends@N']],
    ['corporate_officer', headOffice, ['head_office_initiates@HO', 'joint_initiation@HO']],
    ['head_office_president', headOffice, []],
    ['product_officer', headOffice, []],
    ['administrator', headOffice, []],
    ['administrator', north, []],
    ['administrator', northGate, []],
  ]

  test.each(table)('%s', (position, unit, choices) => {
    expect(begun(person(1, [post(position, unit)]))).toEqual(choices)
  })

  test('two posts in two units give both units', () => {
    const both = person(1, [post('sub_branch_president', northGate), post('client_manager', southGate)])
    expect(begun(both)).toEqual([
      'sub_branch_recommends@N1',
      'sub_branch_recommends@S1',
      'branch_recommends@N1',
      'branch_recommends@S1',
    ])
  })

  test('two posts in one unit give the unit once', () => {
    const both = person(1, [post('sub_branch_president', northGate), post('client_manager', northGate)])
    expect(begun(both)).toEqual(['sub_branch_recommends@N1', 'branch_recommends@N1'])
  })

  test('a person who left begins nothing; a deputy begins nothing in the absent person’s name', () => {
    const president = person(1, [post('branch_president', north)])
    expect(begun(person(1, president.posts, { active: false }))).toEqual([])
    expect(begun(person(2, [], { deputyFor: [deputyOf(president)] }))).toEqual([])
  })

  test('no row or an empty row for a route means nobody', () => {
    const officer = person(1, [post('branch_officer', north)])
    expect(begun(officer, policyWith({ initiators: {} }))).toEqual([])
    expect(begun(officer, policyWith({ initiators: { branch_designates: [] } }))).toEqual([])
  })
})

describe('what may be submitted', () => {
  const byBranch: RouteChoice = { route: 'branch_recommends', beganAt: north }

  test.each(routeNames.flatMap((route) => tiers.map((tier) => [route, tier] as const)))(
    'the route %s with the tier %s',
    (route, tier) => {
      const beganAt = { sub_branch: northGate, branch: north, head_office: headOffice }[
        routes[route].beginsAt[0] ?? 'branch'
      ]
      const lead = beganAt.level === 'head_office' ? north : beganAt
      const result = checkSubmission(
        submission({ tier, category: categoriesOfTier[tier][0] }),
        { route, beganAt },
        lead,
        candidate,
      )
      if (tier === routes[route].tier) expect(result).toBe('designation')
      else expect(result).toMatchObject({ refused: 'route_not_of_tier', article: routes[route].article })
    },
  )

  test.each(tiers.flatMap((tier) => categoriesOfTier[tier].map((category) => [category, tier] as const)))(
    'the category %s belongs to the tier %s alone',
    (category, tier) => {
      const regional: RouteChoice = { route: 'branch_designates', beganAt: north }
      const check = (asked: 'bank_wide' | 'regional') =>
        checkSubmission(
          submission({ tier: asked, category }),
          asked === 'regional' ? regional : byBranch,
          north,
          candidate,
        )
      const other = tier === 'regional' ? 'bank_wide' : 'regional'
      expect(check(tier)).toBe('designation')
      expect(check(other)).toMatchObject({ refused: 'category_not_of_tier', article: other === 'regional' ? '9' : '7' })
    },
  )

  test.each([
    [northGate, northGate, true],
    [northGate, northLake, false],
    [northGate, north, false],
    [northGate, headOffice, false],
    [north, north, true],
    [north, northLake, true],
    [north, southGate, false],
    [north, south, false],
    [headOffice, south, true],
    [headOffice, southGate, true],
    [headOffice, headOffice, false],
  ])('begun by $name, led by $1.name', (beganAt, lead, allowed) => {
    const route = beganAt.level === 'head_office' ? 'head_office_initiates' : 'branch_recommends'
    const result = checkSubmission(submission(), { route, beganAt }, lead, candidate)
    if (allowed) expect(result).toBe('designation')
    else expect(result).toMatchObject({ refused: 'lead_unit_outside', params: { unit: lead.name }, field: 'leadUnit' })
  })
})

describe('what the register says of the client', () => {
  const bankWide: ClientStanding = { ...regionalOfNorth, tier: 'bank_wide' }
  const exited: ClientStanding = { state: 'exited', tier: null, leadBranchId: null }

  test.each([
    ['a candidate', candidate, 'branch_recommends', north, 'designation'],
    ['an exited client again', exited, 'branch_recommends', north, 'designation'],
    ['a bank-wide client', bankWide, 'branch_recommends', north, 'already_strategic'],
    ['a bank-wide client as regional', bankWide, 'branch_designates', north, 'already_strategic'],
    ['a regional client as regional', regionalOfNorth, 'branch_designates', north, 'already_strategic'],
    ['its branch upgrades', regionalOfNorth, 'branch_recommends', north, 'upgrade'],
    ['a sub-branch of its branch upgrades', regionalOfNorth, 'branch_recommends', northLake, 'upgrade'],
    ['another branch upgrades', regionalOfNorth, 'branch_recommends', south, 'upgrade_only_by_branch'],
    ['head office upgrades alone', regionalOfNorth, 'head_office_initiates', headOffice, 'upgrade_only_by_branch'],
    ['head office upgrades jointly', regionalOfNorth, 'joint_initiation', headOffice, 'upgrade_only_by_branch'],
  ] as const)('%s', (_title, client, route, beganAt, outcome) => {
    const { tier } = routes[route]
    const lead = beganAt.level === 'head_office' ? north : beganAt
    const result = checkSubmission(
      submission({ tier, category: categoriesOfTier[tier][0] }),
      { route, beganAt },
      lead,
      client,
    )
    expect(isRefusal(result) ? result.refused : result).toBe(outcome)
  })
})
