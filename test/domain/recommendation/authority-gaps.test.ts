import { expect, test } from 'vitest'
import { authorityGaps } from '../../../src/domain/recommendation/authority-gaps.ts'
import { reviewStepKinds } from '../../../src/domain/review/review.ts'
import { defaultPolicy, type Policy, policySchema } from '../../../src/policy.ts'

const without = (step: 'corporate_decides' | 'head_office_approves', list?: []): Policy => {
  const { [step]: _, ...stepPositions } = defaultPolicy.stepPositions
  return { ...defaultPolicy, stepPositions: { ...stepPositions, ...(list && { [step]: list }) } }
}

test('the guideline’s own tables leave nothing to nobody', () => {
  expect(authorityGaps(defaultPolicy)).toBeNull()
})

test('a missing list and an empty one are the same gap', () => {
  const gap = { steps: ['corporate_decides'], routes: [], fourEyes: false }
  expect(authorityGaps(without('corporate_decides'))).toEqual(gap)
  expect(authorityGaps(without('corporate_decides', []))).toEqual(gap)
  const initiators = { ...defaultPolicy.initiators, branch_designates: [] }
  expect(authorityGaps({ ...defaultPolicy, initiators })).toEqual({
    steps: [],
    routes: ['branch_designates'],
    fourEyes: false,
  })
  expect(authorityGaps({ ...defaultPolicy, branchFourEyes: [] })).toEqual({ steps: [], routes: [], fourEyes: true })
})

test('a step that the policy leaves out needs nobody', () => {
  expect(authorityGaps(without('head_office_approves'))?.steps).toEqual(['head_office_approves'])
  expect(authorityGaps({ ...without('head_office_approves'), headOfficePresidentDecides: false })).toBeNull()
})

test('settings from before there were reviews leave their steps to nobody, and say so', () => {
  const { reviewPositions: _positions, reviewOpeners: _openers, ...older } = defaultPolicy
  expect(authorityGaps(policySchema.parse(older))?.steps).toEqual([...reviewStepKinds])
})
