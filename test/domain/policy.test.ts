import { describe, expect, test } from 'vitest'
import { positions } from '../../src/domain/organisation/position.ts'
import { routeNames, stepKinds } from '../../src/domain/recommendation/routes.ts'
import { defaultPolicy, type Policy, policySchema } from '../../src/policy.ts'
import { policyWith } from './sample.ts'

test('the settings a bank starts with are good ones', () => {
  expect(policySchema.parse(defaultPolicy)).toEqual(defaultPolicy)
  expect(defaultPolicy).toMatchObject({
    branchFourEyes: ['branch_officer'],
    headOfficePresidentDecides: true,
    headOfficePresidentSeat: { bank_wide: true, regional: false },
  })
})

test('a missing or empty list is good too: it means nobody (B04)', () => {
  for (const change of [{ stepPositions: {} }, { initiators: {} }, { branchFourEyes: [] }])
    expect(policySchema.safeParse(policyWith(change)).success).toBe(true)
})

describe('refused', () => {
  const bad: [string, unknown][] = [
    ['a zone that is none', { timeZone: 'Asia/Peking-ish' }],
    ['a prefix that Slack would not take', { channelPrefix: '战略' }],
    ['a post that does not exist', { branchFourEyes: ['emperor'] }],
    ['a four-eyes post outside the branch', { branchFourEyes: ['corporate_officer'] }],
    ['a review every 0 months', { reviewEveryMonths: { bank_wide: 0, regional: 12 } }],
    ['a branch step for a client manager', { stepPositions: { branch_designates: ['client_manager'] } }],
    ['a head-office route for a branch officer', { initiators: { joint_initiation: ['branch_officer'] } }],
    ['a step that does not exist', { stepPositions: { board_blesses: ['corporate_officer'] } }],
  ]

  test.each(bad)('%s', (_title, change) => {
    expect(policySchema.safeParse({ ...defaultPolicy, ...(change as Partial<Policy>) }).success).toBe(false)
  })

  test('an administrator in any step or route: no say in designations', () => {
    for (const kind of stepKinds)
      expect(policySchema.safeParse(policyWith({ stepPositions: { [kind]: ['administrator'] } })).success).toBe(false)
    for (const route of routeNames)
      expect(policySchema.safeParse(policyWith({ initiators: { [route]: ['administrator'] } })).success).toBe(false)
    expect(policySchema.safeParse(policyWith({ branchFourEyes: [...positions] })).success).toBe(false)
  })
})
