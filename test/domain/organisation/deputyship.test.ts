import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type DeputyPeriod, mayEnd, maySpeakFor, nameDeputy } from '../../../src/domain/organisation/deputyship.ts'
import { isRefusal } from '../../../src/domain/refusal.ts'
import { headOffice, north, northGate, northLake, person, post, south } from '../sample.ts'

const president = person(1, [post('branch_president', north)])
const officer = person(2, [post('branch_officer', north)])
const subPresident = person(3, [post('sub_branch_president', northGate)])
const manager = person(4, [post('client_manager', northGate)])
const headPresident = person(5, [post('head_office_president', headOffice)])
const corporate = person(6, [post('corporate_officer', headOffice)])
const administrator = person(7, [post('administrator', north)])
const southPresident = person(8, [post('branch_president', south)])

const bounds = { chain: 1, longestDays: 30 }
const today = '2026-11-25'
const days = { from: '2026-12-01', until: '2026-12-07' }

function naming(namer = president, principal = president, deputy = officer, period = days) {
  return { namer, principal, deputy, ...period }
}

function refused(result: ReturnType<typeof nameDeputy>) {
  return isRefusal(result) ? result.refused : null
}

const held = (principalId: number, deputyId: number, from = '2026-12-05', to = '2026-12-20'): DeputyPeriod => ({
  principalId,
  deputyId,
  from,
  to,
})

test('a deputyship holds to the last day that was said', () => {
  expect(nameDeputy(naming(), [], bounds, today)).toEqual({
    principalId: 1,
    deputyId: 2,
    from: '2026-12-01',
    to: '2026-12-08',
  })
})

describe('who names', () => {
  test('the person, the president of their unit, or of the unit above; nobody else', () => {
    expect(maySpeakFor(manager, manager)).toBe(true)
    expect(maySpeakFor(subPresident, manager)).toBe(true)
    expect(maySpeakFor(president, manager)).toBe(true)
    expect(maySpeakFor(president, subPresident)).toBe(true)
    expect(maySpeakFor(president, officer)).toBe(true)
    expect(maySpeakFor(headPresident, president)).toBe(true)
    expect(maySpeakFor(headPresident, corporate)).toBe(true)
    for (const [namer, principal] of [
      [headPresident, manager],
      [southPresident, manager],
      [southPresident, president],
      [manager, subPresident],
      [officer, president],
      [administrator, president],
      [corporate, president],
      [person(9, [post('sub_branch_president', northLake)]), manager],
      [person(9, [post('branch_president', north)]), president],
    ] as const)
      expect(maySpeakFor(namer, principal), `${namer.personId} for ${principal.personId}`).toBe(false)
    expect(refused(nameDeputy(naming(officer), [], bounds, today))).toBe('may_not_name_deputy')
  })

  test('whoever left the bank names nobody', () => {
    expect(maySpeakFor({ ...president, active: false }, president)).toBe(false)
  })
})

describe('who stands in', () => {
  test.each([
    ['deputy_oneself', president],
    ['deputy_elsewhere', southPresident],
    ['deputy_elsewhere', corporate],
    ['deputy_elsewhere', administrator],
    ['deputy_elsewhere', { ...officer, active: false }],
  ] as const)('%s', (code, deputy) => {
    expect(refused(nameDeputy(naming(president, president, deputy), [], bounds, today))).toBe(code)
  })

  test('people of a sub-branch may stand in for its branch president, and colleagues of head office for one another', () => {
    expect(refused(nameDeputy(naming(president, president, subPresident), [], bounds, today))).toBeNull()
    expect(refused(nameDeputy(naming(headPresident, headPresident, corporate), [], bounds, today))).toBeNull()
  })
})

test.each([
  ['period_in_the_past', { from: '2026-11-24', until: '2026-11-30' }],
  ['period_backwards', { from: '2026-12-07', until: '2026-12-06' }],
  ['period_too_long', { from: '2026-12-01', until: '2026-12-31' }],
  [null, { from: '2026-12-01', until: '2026-12-30' }],
  [null, { from: today, until: today }],
] as const)('a period that is %s', (code, period) => {
  expect(refused(nameDeputy(naming(president, president, officer, period), [], bounds, today))).toBe(code)
})

describe('among other deputyships', () => {
  const name = (others: readonly DeputyPeriod[], chain = 1) =>
    refused(nameDeputy(naming(), others, { ...bounds, chain }, today))

  test('one deputy at a time', () => {
    expect(name([held(1, 3)])).toBe('deputy_overlap')
    expect(name([held(1, 3, '2026-12-08')])).toBeNull()
    expect(name([held(1, 3, '2026-11-20', '2026-12-01')])).toBeNull()
  })

  test('nobody stands in for each other, however long the way round', () => {
    expect(name([held(2, 1)], 3)).toBe('deputy_loop')
    expect(name([held(2, 3), held(3, 1)], 3)).toBe('deputy_loop')
    expect(name([held(2, 3, '2026-12-01', '2026-12-03'), held(3, 1, '2026-12-03', '2026-12-09')], 3)).toBeNull()
  })

  test('no more one behind another than the settings say', () => {
    expect(name([held(2, 3)])).toBe('deputy_away')
    expect(name([held(2, 3)], 2)).toBeNull()
    expect(name([held(2, 3), held(3, 4)], 2)).toBe('deputy_away')
  })

  test('no sequence of accepted namings ever leads round in a circle on any day', () => {
    const staff = [president, officer, subPresident, manager]
    const pick = fc.integer({ min: 0, max: staff.length - 1 })
    const day = fc.integer({ min: 1, max: 9 })
    const steps = fc.array(fc.tuple(pick, pick, day, day), { maxLength: 12 })
    fc.assert(
      fc.property(steps, fc.integer({ min: 1, max: 3 }), (list, chain) => {
        const named: DeputyPeriod[] = []
        for (const [a, b, from, length] of list) {
          const period = { from: `2026-12-0${from}`, until: `2026-12-${String(from + length).padStart(2, '0')}` }
          const own = staff[a] ?? president
          const result = nameDeputy(naming(own, own, staff[b], period), named, { ...bounds, chain }, today)
          if (!isRefusal(result)) named.push(result)
        }
        for (let d = 1; d <= 18; d++) {
          const date = `2026-12-${String(d).padStart(2, '0')}`
          const holding = named.filter(({ from, to }) => from <= date && date < to)
          expect(new Set(holding.map(({ principalId }) => principalId)).size).toBe(holding.length)
          for (const { principalId } of holding) {
            let at = principalId
            for (let hops = 0; hops <= staff.length; hops++) {
              const next = holding.find((one) => one.principalId === at)
              if (!next) break
              at = next.deputyId
              expect(at, 'a circle').not.toBe(principalId)
            }
          }
        }
      }),
    )
  })
})

test('it is ended by either of the two, whoever named it, and a superior', () => {
  const row = { deputyId: 2, namedBy: 5 }
  for (const by of [president, officer, headPresident]) expect(mayEnd(by, row, president)).toBe(true)
  for (const by of [subPresident, corporate, administrator, southPresident])
    expect(mayEnd(by, row, president)).toBe(false)
})
