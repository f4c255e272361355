import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { SourceRecord } from '../../src/domain/organisation/import-columns.ts'
import type { UnitRow } from '../../src/domain/organisation/import-row.ts'
import { checkUnits } from '../../src/domain/organisation/import-units.ts'
import { levelAbove, unitLevels } from '../../src/domain/organisation/unit.ts'

function records(units: readonly UnitRow[]): SourceRecord[] {
  return units.map(({ code, name, level, parentCode, region }, index) => ({
    line: index + 2,
    values: { code, name, level, parent_code: parentCode ?? '', region },
  }))
}

function unit(code: string, level: UnitRow['level'], parentCode: string | null): UnitRow {
  return { code, name: `机构${code}`, level, parentCode, region: '北京', closedOn: null }
}

const today = '2026-09-01'
const head = unit('HO', 'head_office', null)
const branch = unit('B1', 'branch', 'HO')
const subBranch = unit('S1', 'sub_branch', 'B1')

function faultsOf(units: readonly UnitRow[], known: readonly UnitRow[] = []) {
  return checkUnits(records(units), known, today).faults.map(({ line, code }) => [line, code])
}

/** Any tree-like mess of up to eight units: codes, levels and parents at random. */
const code = fc.constantFrom('A', 'B', 'C', 'D', 'E', 'F')
const mess = fc.array(
  fc.record({
    code,
    name: fc.constant('某行'),
    level: fc.constantFrom(...unitLevels),
    parentCode: fc.option(code),
    region: fc.constant('北京'),
    closedOn: fc.constant(null),
  }),
  { maxLength: 8 },
)

/** What must hold of a bank, said without the checks' own code. */
function isTree(units: readonly UnitRow[]): boolean {
  const byCode = new Map(units.map((one) => [one.code, one]))
  const heads = units.filter((one) => one.level === 'head_office')
  const parentsFit = units.every((one) => {
    const wanted = levelAbove[one.level]
    const parent = one.parentCode === null ? undefined : byCode.get(one.parentCode)
    return wanted === null ? one.parentCode === null : parent?.level === wanted
  })
  return heads.length === 1 && parentsFit
}

describe('units', () => {
  test('a file is accepted exactly when it and what is there make one tree', () => {
    fc.assert(
      fc.property(mess, (units) => {
        const repeated = new Set(units.map((one) => one.code)).size < units.length
        const { faults } = checkUnits(records(units), [], today)
        expect(faults.length === 0).toBe(!repeated && (units.length === 0 || isTree(units)))
      }),
      { numRuns: 2_000 },
    )
  })

  test('the same over a bank that is there already, whose levels never change', () => {
    const known = [unit('A', 'head_office', null), unit('B', 'branch', 'A'), unit('C', 'sub_branch', 'B')]
    fc.assert(
      fc.property(mess, (units) => {
        const repeated = new Set(units.map((one) => one.code)).size < units.length
        const after = new Map([...known, ...units].map((one) => [one.code, one]))
        const levelsStay = known.every((one) => after.get(one.code)?.level === one.level)
        const { faults } = checkUnits(records(units), known, today)
        expect(faults.length === 0).toBe(!repeated && levelsStay && isTree([...after.values()]))
      }),
      { numRuns: 2_000 },
    )
  })

  test('lines may stand in any order', () => {
    expect(faultsOf([subBranch, branch, head])).toEqual([])
  })

  test('each fault is told at its line', () => {
    expect(faultsOf([head, unit('B1', 'branch', 'NO')])).toEqual([[3, 'parent_unknown']])
    expect(faultsOf([head, unit('B1', 'branch', null)])).toEqual([[3, 'parent_missing']])
    expect(faultsOf([{ ...head, parentCode: 'HO' }])).toEqual([[2, 'parent_unexpected']])
    expect(faultsOf([head, unit('S1', 'sub_branch', 'HO')])).toEqual([[3, 'parent_level']])
    expect(faultsOf([head, unit('S1', 'sub_branch', 'S1')])).toEqual([[3, 'parent_cycle']])
    expect(faultsOf([head, unit('S1', 'sub_branch', 'S2'), unit('S2', 'sub_branch', 'S1')])).toEqual([
      [3, 'parent_cycle'],
      [4, 'parent_cycle'],
    ])
    expect(faultsOf([head, unit('H2', 'head_office', null)])).toEqual([[3, 'second_head_office']])
    expect(faultsOf([unit('H2', 'head_office', null)], [head])).toEqual([[2, 'second_head_office']])
    expect(faultsOf([unit('B1', 'branch', 'B2'), unit('B2', 'branch', 'B1')])).toEqual([
      [2, 'parent_cycle'],
      [3, 'parent_cycle'],
    ])
  })

  test('a child of a line that is itself at fault is not called an orphan', () => {
    expect(faultsOf([head, { ...branch, name: ' ' }, subBranch])).toEqual([[3, 'required']])
  })

  test('a parent in a line that could not be read is not called unknown', () => {
    const unread = (code: string) => code === 'B1'
    const others = [head, subBranch, unit('S2', 'sub_branch', 'B2')]
    expect(checkUnits(records(others), [], today, unread).faults.map(({ line }) => line)).toEqual([4])
  })

  test('a sub-branch may move to another branch', () => {
    expect(
      faultsOf([{ ...subBranch, parentCode: 'B2' }], [head, branch, subBranch, unit('B2', 'branch', 'HO')]),
    ).toEqual([])
  })
})
