import { expect, test } from 'vitest'
import { levelOfPosition } from '../../../src/domain/organisation/position.ts'
import {
  defaultInitiators,
  defaultStepPositions,
  levelOfStep,
  routeNames,
  routes,
  stepKinds,
} from '../../../src/domain/recommendation/routes.ts'

test.each([
  ['sub_branch_recommends', 'regional', '10(2)'],
  ['branch_designates', 'regional', '10(1)'],
  ['branch_recommends', 'bank_wide', '8(1)'],
  ['head_office_initiates', 'bank_wide', '8(2)'],
  ['joint_initiation', 'bank_wide', '8(2)'],
] as const)('%s is for the tier %s and rests on Art. %s', (route, tier, article) => {
  expect(routes[route]).toMatchObject({ tier, article })
})

test('bank-wide designation ends at head office, regional at the branch; every step stands in some route', () => {
  for (const route of routeNames) {
    const last = routes[route].steps.at(-1)
    expect(last).toBe(routes[route].tier === 'bank_wide' ? 'head_office_approves' : 'branch_designates')
  }
  expect(new Set(routeNames.flatMap((route) => routes[route].steps))).toEqual(new Set(stepKinds))
})

test('steps climb: no step of a level below the one before it, and none twice', () => {
  const height = { sub_branch: 0, branch: 1, head_office: 2 }
  for (const route of routeNames) {
    const heights = routes[route].steps.map((kind) => height[levelOfStep[kind]])
    expect(heights).toEqual([...heights].sort())
    expect(new Set(routes[route].steps).size).toBe(routes[route].steps.length)
  }
})

test('the default posts sit at the level of their step or route, and the administrator is nowhere', () => {
  for (const kind of stepKinds)
    for (const position of defaultStepPositions[kind]) expect(levelOfPosition[position]).toBe(levelOfStep[kind])
  for (const route of routeNames)
    for (const position of defaultInitiators[route]) expect(routes[route].beginsAt).toContain(levelOfPosition[position])
})
