import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { SourceRecord } from '../../src/domain/organisation/import-columns.ts'
import { checkPeople, type PeopleContext } from '../../src/domain/organisation/import-people.ts'
import type { AppointmentRow, UnitRow } from '../../src/domain/organisation/import-row.ts'

const units: UnitRow[] = [
  { code: 'HO', name: '总行', level: 'head_office', parentCode: null, region: '北京', closedOn: null },
  { code: 'B1', name: '甲分行', level: 'branch', parentCode: 'HO', region: '北京', closedOn: null },
  { code: 'S1', name: '乙支行', level: 'sub_branch', parentCode: 'B1', region: '北京', closedOn: null },
]
const there = { byCode: new Map(units.map((unit) => [unit.code, unit])), mayStand: () => false }
const emptyBank: PeopleContext = { units: there, people: [], appointments: [], unnamedEnd: ({ to }) => to }

type Values = SourceRecord['values']

function person(values: Values = {}): Values {
  return {
    employee_no: 'E1',
    name: '张伟',
    email: 'e1@bank.example',
    unit_code: 'S1',
    position: 'client_manager',
    from: '2024-01-01',
    to: '',
    left_on: '',
    ...values,
  }
}

function check(rows: readonly Values[], context = emptyBank) {
  return checkPeople(
    rows.map((values, index) => ({ line: index + 2, values })),
    context,
  )
}

function faultsOf(rows: readonly Values[], context = emptyBank) {
  return check(rows, context).faults.map(({ line, code, column }) => [line, code, column])
}

function held(from: string, to: string | null): AppointmentRow {
  return { employeeNo: 'E1', unitCode: 'S1', position: 'client_manager', from, to }
}

describe('people', () => {
  test('a person with two posts is one person with two appointments', () => {
    const { rows, appointments, faults } = check([person(), person({ position: '支行行长', from: '2025年1月1日' })])
    expect(faults).toEqual([])
    expect(rows).toEqual([{ employeeNo: 'E1', name: '张伟', email: 'e1@bank.example', leftOn: null }])
    expect(appointments.map(({ position, from }) => [position, from])).toEqual([
      ['client_manager', '2024-01-01'],
      ['sub_branch_president', '2025-01-01'],
    ])
  })

  test('a person may have no appointment at all', () => {
    const { rows, appointments, faults } = check([person({ unit_code: '', position: ' ', from: '', to: '' })])
    expect([rows.length, appointments.length, faults.length]).toEqual([1, 0, 0])
  })

  test('what the lines of one person say must agree', () => {
    const rows = [person(), person({ name: '张巍', from: '2025-01-01', position: '支行行长' })]
    expect(faultsOf(rows)).toEqual([[3, 'person_differs', 'name']])
    expect(faultsOf([person(), person({ email: 'E1@bank.example', position: '支行行长' })])).toEqual([
      [3, 'person_differs', 'email'],
    ])
    expect(faultsOf([person(), person({ left_on: '2026-01-01', position: '支行行长' })])).toEqual([
      [3, 'person_differs', 'left_on'],
    ])
  })

  test('an address belongs to one person, whatever its letter case', () => {
    expect(faultsOf([person(), person({ employee_no: 'E2', email: 'E1@Bank.example' })])).toEqual([
      [3, 'email_taken', 'email'],
    ])
    const known = { employeeNo: 'E9', name: '李娜', email: 'E1@bank.example', leftOn: null }
    expect(faultsOf([person()], { ...emptyBank, people: [known] })).toEqual([[2, 'email_taken', 'email']])
  })

  test('two people may exchange their addresses', () => {
    const known = [
      { employeeNo: 'E1', name: '张伟', email: 'e2@bank.example', leftOn: null },
      { employeeNo: 'E2', name: '李娜', email: 'e1@bank.example', leftOn: null },
    ]
    const rows = [person(), person({ employee_no: 'E2', name: '李娜', email: 'e2@bank.example' })]
    expect(faultsOf(rows, { ...emptyBank, people: known })).toEqual([])
  })

  test('an appointment needs unit, position and beginning', () => {
    expect(faultsOf([person({ unit_code: '', position: '', from: '', to: '2025-01-01' })])).toEqual([
      [2, 'required', 'unit_code'],
      [2, 'required', 'position'],
      [2, 'required', 'from'],
    ])
  })

  test('positions belong to levels; an administrator sits anywhere', () => {
    expect(faultsOf([person({ unit_code: 'B1' })])).toEqual([[2, 'position_level', 'position']])
    expect(faultsOf([person({ unit_code: 'B1', position: 'administrator' })])).toEqual([])
  })

  test('periods: the end not before the beginning, the beginning not after leaving', () => {
    expect(faultsOf([person({ to: '2023-12-31' })])).toEqual([[2, 'to_before_from', 'to']])
    expect(faultsOf([person({ left_on: '2023-12-31' })])).toEqual([[2, 'from_after_left', 'from']])
  })
})

describe('periods of one post', () => {
  const day = fc.integer({ min: 1, max: 28 }).map((number) => `2026-02-${String(number).padStart(2, '0')}`)
  const period = fc.record({ from: day, to: fc.option(day) }).filter(({ from, to }) => to === null || to >= from)
  const periods = fc.uniqueArray(period, { minLength: 1, maxLength: 5, selector: ({ from }) => from })

  /** Days on which an appointment is held, without the checks' own code. */
  function days({ from, to }: { from: string; to: string | null }): string[] {
    const all = Array.from({ length: 29 }, (_, index) => `2026-02-${String(index + 1).padStart(2, '0')}`)
    return all.filter((one) => one >= from && (to === null || one < to))
  }

  test('are accepted exactly when no day is in two of them, in the file or in the bank', () => {
    fc.assert(
      fc.property(periods, fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }), (all, inFile) => {
        const mine = all.filter((_, index) => inFile[index])
        const known = all.filter((_, index) => !inFile[index]).map(({ from, to }) => held(from, to))
        const { faults } = check(
          mine.map(({ from, to }) => person({ from, to: to ?? '' })),
          { ...emptyBank, appointments: known },
        )
        const clash = all.some((a, i) =>
          all.some((b, j) => i < j && (inFile[i] || inFile[j]) && days(a).some((one) => days(b).includes(one))),
        )
        expect(faults.length > 0).toBe(clash)
      }),
      { numRuns: 2_000 },
    )
  })

  test('an open appointment is followed by another once the file ends it', () => {
    const context = { ...emptyBank, appointments: [held('2024-01-01', null)] }
    expect(faultsOf([person({ from: '2026-01-01' })], context)).toEqual([[2, 'appointment_overlap', 'from']])
    expect(faultsOf([person({ to: '2026-01-01' }), person({ from: '2026-01-01' })], context)).toEqual([])
  })

  test('the same appointment twice in the file', () => {
    expect(faultsOf([person(), person({ to: '2026-01-01' })])).toEqual([[3, 'duplicate', 'position']])
  })
})
