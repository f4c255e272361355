import { describe, expect, test } from 'vitest'
import { endCooperation, planCooperation, planLeadChange, type Served } from '../../../src/domain/team/serving-units.ts'
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

const regional: Served = {
  name: '甲公司',
  tier: 'regional',
  leadUnit: northGate,
  cooperating: [],
  headOfficeId: headOffice.id,
}
const bankWide: Served = { ...regional, tier: 'bank_wide' }
const northOfficer = person(1, [post('branch_officer', north)])
const northPresident = person(2, [post('branch_president', north)])
const southOfficer = person(3, [post('branch_officer', south)])
const southPresident = person(4, [post('branch_president', south)])
const corporate = person(5, [post('corporate_officer', headOffice)])
const manager = person(6, [post('client_manager', northGate)])

describe('a co-operating unit (Art. 11)', () => {
  test('of the lead branch’s own house begins at once; of another branch with that branch’s consent', () => {
    expect(planCooperation(regional, northLake, northOfficer, defaultPolicy)).toEqual({ inNameOf: 1, needs: [] })
    expect(planCooperation(regional, southGate, northPresident, defaultPolicy)).toEqual({
      inNameOf: 2,
      needs: [{ kind: 'branch_cooperates', unitId: south.id, positions: ['branch_president', 'branch_officer'] }],
    })
  })

  test('is named by the corporate department for bank-wide clients only, and by nobody else', () => {
    expect(planCooperation(bankWide, southGate, corporate, defaultPolicy)).toEqual({ inNameOf: 5, needs: [] })
    expect(planCooperation(regional, southGate, corporate, defaultPolicy)).toMatchObject({
      refused: 'may_not_change_units',
    })
    for (const standing of [manager, southOfficer, southPresident])
      expect(planCooperation(bankWide, northLake, standing, defaultPolicy)).toMatchObject({
        refused: 'may_not_change_units',
      })
    expect(
      planCooperation(regional, northLake, person(1, northOfficer.posts, { active: false }), defaultPolicy),
    ).toMatchObject({ refused: 'left_the_bank' })
  })

  test('is neither head office, nor who serves already: the lead unit, its branch, or one that co-operates', () => {
    expect(planCooperation(regional, headOffice, northOfficer, defaultPolicy)).toMatchObject({
      refused: 'unit_cannot_serve',
    })
    for (const unit of [northGate, north, northLake])
      expect(
        planCooperation({ ...regional, cooperating: [northLake] }, unit, northOfficer, defaultPolicy),
      ).toMatchObject({
        refused: 'unit_serves_already',
      })
  })

  test('is named by a deputy in the absent one’s name, and by whom the settings say', () => {
    const deputy = person(9, [post('branch_officer', south)], { deputyFor: [deputyOf(northPresident)] })
    expect(planCooperation(regional, northLake, deputy, defaultPolicy)).toMatchObject({ inNameOf: 2 })
    const presidents = policyWith({ unitProposers: ['branch_president'] })
    expect(planCooperation(regional, northLake, northOfficer, presidents)).toMatchObject({
      refused: 'may_not_change_units',
    })
  })

  test('ends at the word of the lead branch or its own, or for a bank-wide client of the corporate department', () => {
    expect(endCooperation(regional, southGate, northOfficer, defaultPolicy)).toBe(1)
    expect(endCooperation(regional, southGate, southPresident, defaultPolicy)).toBe(4)
    expect(endCooperation(regional, southGate, corporate, defaultPolicy)).toMatchObject({
      refused: 'may_not_change_units',
    })
    expect(endCooperation(bankWide, southGate, corporate, defaultPolicy)).toBe(5)
  })
})

describe('a change of lead (Art. 11)', () => {
  const kinds = (plan: ReturnType<typeof planLeadChange>) =>
    'needs' in plan
      ? plan.needs.map(({ kind, unitId, positions }) => [kind, unitId, positions.join(',')])
      : plan.refused

  test('takes both branches and the corporate department, whoever of them proposes', () => {
    for (const standing of [northOfficer, southOfficer, corporate])
      expect(kinds(planLeadChange(regional, southGate, standing, defaultPolicy))).toEqual([
        ['lead_branch_releases', north.id, 'branch_president'],
        ['lead_branch_accepts', south.id, 'branch_president'],
        ['department_agrees', headOffice.id, 'corporate_officer'],
      ])
  })

  test('within one branch takes that branch and the corporate department', () => {
    expect(kinds(planLeadChange(regional, northLake, northOfficer, defaultPolicy))).toEqual([
      ['lead_branch_releases', north.id, 'branch_president'],
      ['department_agrees', headOffice.id, 'corporate_officer'],
    ])
  })

  test('where a branch’s president proposes, or is proposed for, another of the branch consents', () => {
    const deputy = person(9, [], { deputyFor: [deputyOf(southPresident)] })
    expect(kinds(planLeadChange(regional, southGate, deputy, defaultPolicy))).toEqual([
      ['lead_branch_releases', north.id, 'branch_president'],
      ['lead_branch_accepts', south.id, 'branch_officer'],
      ['department_agrees', headOffice.id, 'corporate_officer'],
    ])
  })

  test('is not to the lead unit itself, nor to head office, nor by anybody else', () => {
    expect(kinds(planLeadChange(regional, northGate, northOfficer, defaultPolicy))).toBe('unit_leads_already')
    expect(kinds(planLeadChange(regional, headOffice, northOfficer, defaultPolicy))).toBe('unit_cannot_serve')
    expect(kinds(planLeadChange(regional, southGate, manager, defaultPolicy))).toBe('may_not_change_units')
  })
})
