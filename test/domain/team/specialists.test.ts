import { expect, test } from 'vitest'
import type { Position } from '../../../src/domain/organisation/position.ts'
import type { Standing } from '../../../src/domain/organisation/standing.ts'
import type { Unit } from '../../../src/domain/organisation/unit.ts'
import { isRefusal } from '../../../src/domain/refusal.ts'
import type { SeatHolder } from '../../../src/domain/team/seats.ts'
import type { Served } from '../../../src/domain/team/serving-units.ts'
import { refuseSpecialist, specialistNamer } from '../../../src/domain/team/specialists.ts'
import { leftReason } from '../../../src/domain/team/team-change.ts'
import { headOffice, north, northGate, northLake, south } from '../sample.ts'

const served: Served = {
  name: 'Sample',
  tier: 'regional',
  leadUnit: northGate,
  cooperating: [northLake],
  headOfficeId: headOffice.id,
}

const standing = (personId: number, position: Position, unit: Unit, change: Partial<Standing> = {}): Standing => ({
  personId,
  name: `P${personId}`,
  active: true,
  posts: [{ position, unit }],
  deputyFor: [],
  ...change,
})

test.each<[string, number, Position, Unit, boolean]>([
  ['the lead client manager', 1, 'client_manager', northGate, true],
  ['another client manager', 2, 'client_manager', northGate, false],
  ['the president of the lead unit', 3, 'sub_branch_president', northGate, true],
  ['the president of its branch', 4, 'branch_president', north, true],
  ['the corporate department', 5, 'corporate_officer', headOffice, true],
  ['the president of a co-operating unit', 6, 'sub_branch_president', northLake, false],
  ['an officer of the branch', 7, 'branch_officer', north, false],
  ['the president of another branch', 8, 'branch_president', south, false],
  ['an administrator', 9, 'administrator', headOffice, false],
])('%s', (_who, personId, position, unit, may) => {
  const namer = specialistNamer(served, [1], standing(personId, position, unit))
  expect(isRefusal(namer) ? namer.refused : namer).toBe(may ? personId : 'may_not_name_specialist')
})

test('a deputy names in the principal’s name; whoever left names nobody', () => {
  const posts = [{ position: 'client_manager' as const, unit: northGate }]
  const deputy = standing(30, 'client_manager', northLake, {
    deputyFor: [{ principalId: 1, principalName: 'P1', posts }],
  })
  expect(specialistNamer(served, [1], deputy)).toBe(1)
  expect(specialistNamer(served, [1], { ...deputy, active: false })).toMatchObject({ refused: 'left_the_bank' })
})

const naming = { personId: 40, purpose: 'trade finance', until: null }
const lead: SeatHolder = { seat: 'lead_client_manager', personId: 1 }
const ground = {
  namerId: 1,
  specialist: standing(40, 'product_officer', headOffice),
  clientName: 'Sample',
  team: [lead],
  namedIds: [],
}
const refused = (change: Partial<typeof naming>, of: Partial<Parameters<typeof refuseSpecialist>[1]> = {}) =>
  refuseSpecialist({ ...naming, ...change }, { ...ground, ...of }, '2026-11-25')?.refused ?? null

test('anybody of the bank is named, for something, until today at the earliest', () => {
  expect(refused({})).toBeNull()
  expect(refused({ purpose: ' \n' })).toBe('specialist_purpose')
  expect(refused({}, { specialist: null })).toBe('specialist_not_here')
  expect(refused({}, { specialist: standing(40, 'administrator', headOffice) })).toBe('specialist_not_here')
  expect(refused({}, { specialist: { ...ground.specialist, active: false } })).toBe('specialist_not_here')
})

test('until today is not past, yesterday is', () => {
  const until = (day: string) => refuseSpecialist({ ...naming, until: day }, ground, '2026-11-25')?.refused ?? null
  expect(until('2026-11-25')).toBeNull()
  expect(until('2026-11-24')).toBe('specialist_day_past')
})

test('not oneself, nor who sits or is named; a mere deputy may be', () => {
  expect(refused({}, { namerId: 40 })).toBe('specialist_oneself')
  expect(refused({}, { namedIds: [40] })).toBe('specialist_sits')
  expect(refused({}, { team: [{ seat: 'branch_president', personId: 40 }] })).toBe('specialist_sits')
  const deputy: SeatHolder = { seat: 'deputy', personId: 40, onBehalfOf: { personId: 1, seat: 'lead_client_manager' } }
  expect(refused({}, { team: [lead, deputy] })).toBeNull()
})

test('a specialist leaves as the naming is over, or with the last post', () => {
  const known = { leftBank: false, outOfUse: false, holdsPost: false, worksHere: true, ofFormerUnit: false }
  expect(leftReason('specialist', known)).toBe('named_no_more')
  expect(leftReason('specialist', { ...known, worksHere: false })).toBe('post_ended')
  expect(leftReason('specialist', { ...known, worksHere: false, leftBank: true })).toBe('left_bank')
})
