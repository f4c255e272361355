import { describe, expect, test } from 'vitest'
import {
  decideUnitConsent,
  mayConsent,
  mayWithdrawProposal,
  type UnitConsent,
  type UnitProposal,
} from '../../../src/domain/team/unit-proposal.ts'
import { deputyOf, headOffice, north, northGate, person, post, south, southGate } from '../sample.ts'

const northPresident = person(2, [post('branch_president', north)])
const southPresident = person(4, [post('branch_president', south)])
const corporate = person(5, [post('corporate_officer', headOffice)])
const at = (moment: Date) => moment.toISOString()

function consent(
  no: number,
  kind: UnitConsent['kind'],
  unitId: number,
  said: UnitConsent['voice'] = null,
): UnitConsent {
  const position = kind === 'department_agrees' ? 'corporate_officer' : 'branch_president'
  return { no, kind, unitId, positions: [position], raisedFrom: null, state: said ? 'given' : 'open', voice: said }
}

const voice = (personId: number) => ({
  decidedBy: personId,
  deciderName: `员工${personId}`,
  inNameOf: personId,
  principalName: `员工${personId}`,
  reason: null,
  decidedAt: new Date('2026-11-25T01:00:00Z'),
})

function proposal(change: Partial<UnitProposal> = {}): UnitProposal {
  return {
    id: 7,
    clientId: 1,
    aim: 'lead',
    state: 'open',
    fromUnitId: northGate.id,
    unitId: southGate.id,
    keepsOld: false,
    proposedBy: 1,
    proposedInNameOf: 1,
    consents: [
      consent(1, 'lead_branch_releases', north.id),
      consent(2, 'lead_branch_accepts', south.id),
      consent(3, 'department_agrees', headOffice.id),
    ],
    ...change,
  }
}

const given = (no: number) => ({ no, verdict: 'given', reason: null }) as const

describe('consents (Art. 11)', () => {
  test('come in any order, and the last carries the proposal out', () => {
    expect(decideUnitConsent(proposal(), corporate, given(3), at)).toMatchObject({ inNameOf: 5, next: 'waits' })
    const last = proposal({
      consents: [
        consent(1, 'lead_branch_releases', north.id),
        consent(2, 'lead_branch_accepts', south.id, voice(4)),
        consent(3, 'department_agrees', headOffice.id, voice(5)),
      ],
    })
    expect(decideUnitConsent(last, northPresident, given(1), at)).toMatchObject({ inNameOf: 2, next: 'carried_out' })
    expect(decideUnitConsent(last, southPresident, given(2), at)).toMatchObject({
      refused: 'unit_consent_said',
      params: { name: '员工4', at: '2026-11-25T01:00:00.000Z' },
    })
  })

  test('one refusal ends it, and has a reason', () => {
    const no = { no: 1, verdict: 'refused' } as const
    expect(decideUnitConsent(proposal(), northPresident, { ...no, reason: '' }, at)).toMatchObject({
      refused: 'reason_required',
    })
    expect(decideUnitConsent(proposal(), northPresident, { ...no, reason: '人手不足' }, at)).toMatchObject({
      next: 'refused',
    })
  })

  test('who proposed gives none, nor in whose name it was proposed; nobody gives two, in whosever name', () => {
    expect(decideUnitConsent(proposal({ proposedBy: 2 }), northPresident, given(1), at)).toMatchObject({
      refused: 'unit_own_proposal',
    })
    expect(decideUnitConsent(proposal({ proposedInNameOf: 2 }), northPresident, given(1), at)).toMatchObject({
      refused: 'unit_second_consent',
    })
    const both = person(4, southPresident.posts, { deputyFor: [deputyOf(northPresident)] })
    const one = proposal({
      consents: [consent(1, 'lead_branch_releases', north.id), consent(2, 'lead_branch_accepts', south.id, voice(4))],
    })
    expect(decideUnitConsent(one, both, given(1), at)).toMatchObject({ refused: 'unit_second_consent' })
    expect(decideUnitConsent(proposal(), both, given(1), at)).toMatchObject({ inNameOf: 2 })
  })

  test('are for the posts that the proposal names, of people who work here, while it is open', () => {
    expect(decideUnitConsent(proposal(), southPresident, given(1), at)).toMatchObject({ refused: 'may_not_decide' })
    const gone = person(2, northPresident.posts, { active: false })
    expect(decideUnitConsent(proposal(), gone, given(1), at)).toMatchObject({ refused: 'left_the_bank' })
    expect(decideUnitConsent(proposal({ state: 'withdrawn' }), northPresident, given(1), at)).toMatchObject({
      refused: 'unit_proposal_over',
    })
    const nobodys = { ...consent(1, 'lead_branch_releases', north.id), positions: [] }
    expect(mayConsent(proposal(), nobodys, northPresident)).toBe(false)
    expect(mayConsent(proposal(), consent(1, 'lead_branch_releases', north.id), northPresident)).toBe(true)
  })

  test('a proposal is withdrawn by whoever made it, or in whose name it was made', () => {
    expect(mayWithdrawProposal(proposal({ proposedBy: 2 }), northPresident)).toBe(true)
    expect(mayWithdrawProposal(proposal({ proposedInNameOf: 2 }), northPresident)).toBe(true)
    expect(mayWithdrawProposal(proposal(), northPresident)).toBe(false)
  })
})
