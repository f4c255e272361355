import { expect, test } from 'vitest'
import { withDeputies } from '../../../src/domain/team/deputies.ts'
import type { SeatHolder } from '../../../src/domain/team/seats.ts'
import { leftReason, teamDifference } from '../../../src/domain/team/team-change.ts'

const lead = { seat: 'lead_client_manager', personId: 1 } as const
const president = { seat: 'branch_president', personId: 2 } as const
const forLead = (personId: number): SeatHolder => ({ seat: 'deputy', personId, onBehalfOf: lead })

test('who stands in sits on the holder’s behalf, behind everybody who sits in their own name', () => {
  expect(withDeputies([lead, president], new Map([[1, [9]]]))).toEqual([lead, president, forLead(9)])
})

test('as many as stand one behind another sit, the nearest first, and nobody for one without a seat', () => {
  const standIns = new Map([
    [1, [9, 10]],
    [3, [11]],
  ])
  expect(withDeputies([lead], standIns)).toEqual([lead, forLead(9), forLead(10)])
})

test('who has a seat gets no second one, nor who stands in for two', () => {
  const standIns = new Map([
    [1, [2, 9]],
    [2, [9]],
  ])
  expect(withDeputies([lead, president], standIns)).toEqual([lead, president, forLead(9)])
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
