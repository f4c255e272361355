import { expect, test } from 'vitest'
import { withDeputies } from '../../../src/domain/team/deputies.ts'
import type { SeatHolder } from '../../../src/domain/team/seats.ts'
import { leftReason, teamDifference } from '../../../src/domain/team/team-change.ts'
import { headOffice, north, northGate, south } from '../sample.ts'

const lead = { seat: 'lead_client_manager', personId: 1 } as const
const president = { seat: 'branch_president', personId: 2 } as const
const team = { leadUnit: northGate, headOfficeId: headOffice.id, cooperating: [] }
const here = (personId: number) => ({ personId, houses: [north.id] })
const forLead = (personId: number): SeatHolder => ({ seat: 'deputy', personId, onBehalfOf: lead })

test('who stands in sits on the holder’s behalf, behind everybody who sits in their own name', () => {
  expect(withDeputies(team, [lead, president], new Map([[1, [here(9)]]]))).toEqual([lead, president, forLead(9)])
})

test('as many as stand one behind another sit, the nearest first, and nobody for one without a seat', () => {
  const standIns = new Map([
    [1, [here(9), here(10)]],
    [3, [here(11)]],
  ])
  expect(withDeputies(team, [lead], standIns)).toEqual([lead, forLead(9), forLead(10)])
})

test('who has a seat gets no second one, nor who stands in for two', () => {
  const standIns = new Map([
    [1, [here(2), here(9)]],
    [2, [here(9)]],
  ])
  expect(withDeputies(team, [lead, president], standIns)).toEqual([lead, president, forLead(9)])
})

test('who stands in for a holder in another house only sits for what is held there', () => {
  const elsewhere = new Map([[2, [{ personId: 9, houses: [south.id] }]]])
  expect(withDeputies(team, [president], elsewhere)).toEqual([president])
  const ofOther = { seat: 'co_branch_president', personId: 2 } as const
  const forOther: SeatHolder = { seat: 'deputy', personId: 9, onBehalfOf: ofOther }
  expect(withDeputies({ ...team, cooperating: [south] }, [president, ofOther], elsewhere)).toEqual([
    president,
    ofOther,
    forOther,
  ])
  const specialist = { seat: 'specialist', personId: 2 } as const
  expect(withDeputies(team, [specialist], elsewhere)).toHaveLength(2)
})

test('who sits for somebody else from now on leaves one seat for another', () => {
  const forPresident: SeatHolder = { seat: 'deputy', personId: 9, onBehalfOf: president }
  expect(teamDifference([lead, forLead(9)], [lead, forLead(9)])).toEqual({ joined: [], left: [] })
  expect(teamDifference([forLead(9)], [forPresident])).toEqual({ joined: [forPresident], left: [forLead(9)] })
})

test('a deputy leaves as the deputyship is over, unless they left the bank or their account is out of use', () => {
  const known = { leftBank: false, outOfUse: false, holdsPost: true, worksHere: true, ofFormerUnit: true }
  expect(leftReason('deputy', known)).toBe('stands_in_no_more')
  expect(leftReason('branch_president', known)).toBe('seat_passed')
  expect(leftReason('deputy', { ...known, leftBank: true })).toBe('left_bank')
  expect(leftReason('deputy', { ...known, outOfUse: true })).toBe('out_of_use')
})
