import { expect, test } from 'vitest'
import { importChanges } from '../../../src/domain/organisation/import-changes.ts'
import { bankDifference } from '../../../src/domain/organisation/import-difference.ts'
import type { BankRows } from '../../../src/domain/organisation/import-row.ts'

const empty: BankRows = { units: [], people: [], appointments: [], clients: [], figures: [], calendar: [] }
const unit = {
  code: 'S1',
  name: '乙支行',
  level: 'sub_branch',
  parentCode: 'B1',
  region: '广东',
  closedOn: null,
} as const
const branch = { ...unit, code: 'B1', name: '甲分行', level: 'branch', parentCode: 'HO' } as const
const person = { employeeNo: 'E1', name: '张伟', email: 'e1@bank.example', leftOn: null }
const post = { employeeNo: 'E1', unitCode: 'S1', position: 'client_manager', from: '2024-01-01', to: null } as const

const told = (wanted: Partial<BankRows>, known: Partial<BankRows> = {}) =>
  importChanges(bankDifference({ ...empty, ...wanted }, { ...empty, ...known }), { ...empty, ...known }, '2026-09-01')
const kinds = (wanted: Partial<BankRows>, known?: Partial<BankRows>) => told(wanted, known).map(({ kind }) => kind)

test('what was over before is recorded, neither new nor over now', () => {
  const past = {
    units: [{ ...unit, closedOn: '2026-09-01' }],
    people: [{ ...person, leftOn: '2026-09-01' }],
    appointments: [{ ...post, to: '2026-09-01' }],
  }
  expect(kinds(past)).toEqual(['unit_recorded', 'person_recorded', 'post_recorded'])
  const coming = { people: [{ ...person, leftOn: '2026-09-02' }], appointments: [{ ...post, to: '2026-09-02' }] }
  expect(kinds(coming)).toEqual(['person_comes', 'post_begins'])
})

test('one row with several changes is told of each, in the order of kinds', () => {
  const known = { units: [unit, branch], people: [person], appointments: [post] }
  const wanted = {
    units: [{ ...unit, name: '新支行', region: '广西', closedOn: '2026-08-31' }],
    people: [{ ...person, name: '张维', email: 'e9@bank.example', leftOn: '2026-10-01' }],
    appointments: [{ ...post, to: '2026-10-01' }],
  }
  expect(kinds(wanted, known)).toEqual([
    'unit_closes',
    'unit_renamed',
    'unit_region',
    'person_leaves',
    'person_renamed',
    'person_address',
    'post_ends',
  ])
  expect(kinds(known, wanted)).toEqual([
    'unit_opens',
    'unit_reopens',
    'unit_renamed',
    'unit_region',
    'person_returns',
    'person_renamed',
    'person_address',
    'post_goes_on',
  ])
})

test('names are those that people and units will have', () => {
  const change = told(
    { units: [{ ...unit, name: '新支行' }], appointments: [{ ...post, to: '2026-10-01' }] },
    { units: [unit, branch], people: [person], appointments: [post] },
  ).at(-1)
  expect(change).toEqual({
    kind: 'post_ends',
    code: 'E1',
    name: '张伟',
    post: { position: 'client_manager', unitCode: 'S1', unitName: '新支行' },
    item: '2024-01-01',
    before: null,
    after: '2026-10-01',
  })
})

test('a client, a figure and a day are told with what was and what is', () => {
  const client = {
    code: 'K1',
    shortName: '甲',
    legalName: '甲公司',
    englishName: '',
    region: '上海',
    industry: '银行',
    listedOn: null,
  }
  const figure = {
    clientCode: 'K1',
    metric: 'annual_revenue',
    period: '2026Q2',
    periodEnd: '2026-06-30',
    value: 10,
    unit: 'percent',
    source: '半年报',
  } as const
  const day = { date: '2026-09-30', kind: 'free', name: '国庆' } as const
  const known = { clients: [client], figures: [figure], calendar: [day] }
  const changed = told(
    {
      clients: [{ ...client, industry: '证券' }],
      figures: [{ ...figure, value: 12 }],
      calendar: [{ ...day, kind: 'working' }],
    },
    known,
  )
  expect(changed.map(({ kind, item, before, after }) => [kind, item, before, after])).toEqual([
    ['client_changed', 'industry', '银行', '证券'],
    ['figure_changed', 'annual_revenue 2026Q2', '10 percent 半年报', '12 percent 半年报'],
    ['day_changed', null, 'free', 'working'],
  ])
  expect(kinds(known)).toEqual(['client_added', 'figure_added', 'day_added'])
})
