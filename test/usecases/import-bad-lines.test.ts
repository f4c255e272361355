import { expect, test } from 'vitest'
import { faultWords } from '../../src/cli/import-fault-words.ts'
import type { ImportColumn, ImportFile } from '../../src/domain/organisation/import-columns.ts'
import type { ImportFaultCode } from '../../src/domain/organisation/import-fault.ts'
import { importBank } from '../../src/usecases/import-bank.ts'
import { testDatabase } from '../support/database.ts'
import { csvFiles, depsOn, dump, smallBank } from './import-bank-files.ts'

const database = await testDatabase()

/** A line that is bad in one way, and how it must be reported. */
type BadLine = readonly [ImportFile, string, ImportFaultCode, ImportColumn | null]

const badLines: BadLine[] = [
  ['units', ',无编号分行,branch,HO,北京', 'required', 'code'],
  ['units', 'B20,,branch,HO,北京', 'required', 'name'],
  ['units', 'B21,　 ,branch,HO,北京', 'required', 'name'],
  ['units', 'B22,丁分行,branch,HO,', 'required', 'region'],
  ['units', 'B23,丁分行,,HO,北京', 'level_unknown', 'level'],
  ['units', 'B24,丁分行,二级分行,HO,北京', 'level_unknown', 'level'],
  ['units', 'B 25,丁分行,branch,HO,北京', 'code_format', 'code'],
  ['units', '4.40304E+15,丁分行,branch,HO,北京', 'code_mangled', 'code'],
  ['units', `${'B'.repeat(33)},丁分行,branch,HO,北京`, 'too_long', 'code'],
  ['units', `B26,${'丁'.repeat(101)},branch,HO,北京`, 'too_long', 'name'],
  ['units', `B27,丁分行,branch,HO,${'京'.repeat(51)}`, 'too_long', 'region'],
  ['units', '"B28","丁\n分行",branch,HO,北京', 'control_character', 'name'],
  ['units', 'B29,丁\u{FFFD}行,branch,HO,北京', 'damaged_character', 'name'],
  ['units', 'b1,又一甲分行,branch,HO,北京', 'duplicate', 'code'],
  ['units', 'B30,丁分行,branch,,北京', 'parent_missing', 'parent_code'],
  ['units', 'B31,丁分行,branch,B99,北京', 'parent_unknown', 'parent_code'],
  ['units', 'B32,丁分行,branch,B1,北京', 'parent_level', 'parent_code'],
  ['units', 'S33,戊支行,支行,HO,北京', 'parent_level', 'parent_code'],
  ['units', 'S34,戊支行,支行,S34,北京', 'parent_cycle', 'parent_code'],
  ['units', 'S35,戊支行,支行,S36,北京', 'parent_cycle', 'parent_code'],
  ['units', 'S36,戊支行,支行,S35,北京', 'parent_cycle', 'parent_code'],
  ['units', 'H2,第二总行,总行,,上海', 'second_head_office', 'level'],
  ['units', 'S2,丙支行,分行,HO,广东', 'level_changed', 'level'],
  ['units', 'B37,丁分行,branch', 'field_count', null],
  ['units', 'B38,丁,分行,branch,HO,北京', 'field_count', null],
  ['units', 'B39,"丁"分行,branch,HO,北京', 'quote', null],
  ['people', ',赵磊,p1@bank.example,S1,client_manager,2024-01-01,,', 'required', 'employee_no'],
  ['people', 'P2,,p2@bank.example,S1,client_manager,2024-01-01,,', 'required', 'name'],
  ['people', 'P3,赵磊,,S1,client_manager,2024-01-01,,', 'required', 'email'],
  ['people', 'P4,赵磊,p4.bank.example,S1,client_manager,2024-01-01,,', 'email_format', 'email'],
  ['people', 'P5,赵磊,E1@BANK.example,S1,client_manager,2024-01-01,,', 'email_taken', 'email'],
  ['people', 'P6,赵磊,kept@bank.example,S1,client_manager,2024-01-01,,', 'email_taken', 'email'],
  ['people', 'P7,赵磊,p7@bank.example,S99,client_manager,2024-01-01,,', 'unit_unknown', 'unit_code'],
  ['people', 'P8,赵磊,p8@bank.example,,client_manager,2024-01-01,,', 'required', 'unit_code'],
  ['people', 'P9,赵磊,p9@bank.example,S1,大堂经理,2024-01-01,,', 'position_unknown', 'position'],
  ['people', 'P10,赵磊,p10@bank.example,S1,,2024-01-01,,', 'required', 'position'],
  ['people', 'P11,赵磊,p11@bank.example,B1,支行行长,2024-01-01,,', 'position_level', 'position'],
  ['people', 'P12,赵磊,p12@bank.example,S1,总行行长,2024-01-01,,', 'position_level', 'position'],
  ['people', 'P13,赵磊,p13@bank.example,S1,client_manager,,,', 'required', 'from'],
  ['people', 'P14,赵磊,p14@bank.example,S1,client_manager,去年,,', 'date_format', 'from'],
  ['people', 'P15,赵磊,p15@bank.example,S1,client_manager,2023-02-29,,', 'date_not_real', 'from'],
  ['people', 'P16,赵磊,p16@bank.example,S1,client_manager,2024-01-01,2023年12月31日,', 'to_before_from', 'to'],
  ['people', 'P17,赵磊,p17@bank.example,S1,client_manager,2024-01-01,,2023-06-30', 'from_after_left', 'from'],
  ['people', 'P18,赵磊,p18@bank.example,S1,client_manager,2024-01-01,,45000', 'date_format', 'left_on'],
  ['people', 'E1,张巍,e1@bank.example,S2,client_manager,2024-01-01,2025-01-01,', 'person_differs', 'name'],
  ['people', 'E1,张伟,other@bank.example,S2,client_manager,2025-01-01,2026-01-01,', 'person_differs', 'email'],
  ['people', 'E1,张伟,e1@bank.example,S2,client_manager,2026-01-01,,2026-12-31', 'person_differs', 'left_on'],
  ['people', 'E2,李娜,e2@bank.example,S1,支行行长,2024-01-01,2026-01-01,', 'duplicate', 'position'],
  ['people', 'E2,李娜,e2@bank.example,S1,支行行长,2025-01-01,,', 'appointment_overlap', 'from'],
  ['people', 'E9,周杰,kept@bank.example,S1,client_manager,2026-01-01,,', 'appointment_overlap', 'from'],
  ['clients', ',无编号,无编号有限公司,,上海,银行,', 'required', 'code'],
  ['clients', 'K10,,无简称有限公司,,上海,银行,', 'required', 'short_name'],
  ['clients', 'K11,无全称,\u{200B}\u{3000},,上海,银行,', 'required', 'legal_name'],
  ['clients', `K12,${'长'.repeat(101)},长有限公司,,上海,银行,`, 'too_long', 'short_name'],
  ['clients', `K13,长,${'长'.repeat(201)},,上海,银行,`, 'too_long', 'legal_name'],
  ['clients', `K14,长,长有限公司,${'x'.repeat(201)},上海,银行,`, 'too_long', 'english_name'],
  ['clients', `K15,长,长有限公司,,${'沪'.repeat(51)},银行,`, 'too_long', 'region'],
  ['clients', `K16,长,长有限公司,,上海,${'银'.repeat(51)},`, 'too_long', 'industry'],
  ['clients', 'K17,长,长有限公司,,上海,银行,31/12/1999', 'date_format', 'listed_on'],
  ['clients', '客17,长,长有限公司,,上海,银行,', 'code_format', 'code'],
  ['clients', 'C000123,长,长有限公司,,上海,银行,', 'code_reserved', 'code'],
  ['clients', 'k2,华东仪表,华东仪表有限公司,,上海,仪器仪表,', 'duplicate', 'code'],
  ['figures', 'K2,annual_revenue,2026Q1,,,一季报', 'required', 'value'],
  ['figures', 'K2,annual_revenue,2026Q1,1,,', 'required', 'source'],
  ['figures', 'K404,annual_revenue,2026Q1,1,,一季报', 'client_unknown', 'client_code'],
  ['figures', 'K2,happiness,2026Q1,1,,一季报', 'metric_unknown', 'metric'],
  ['figures', 'K2,annual_revenue,一季度,1,,一季报', 'period_format', 'period'],
  ['figures', 'K2,annual_revenue,2026Q1,很多,,一季报', 'value_not_a_number', 'value'],
  ['figures', 'K2,annual_revenue,2026Q1,1,%,一季报', 'measure_unknown', 'unit'],
  ['figures', 'K2,average_deposits,2026Q1,1,,一季报', 'measure_needed', 'unit'],
  ['figures', 'k2,Debt_Ratio,2026Q2,60,,半年报', 'duplicate', 'metric'],
  ['calendar', ',free,', 'required', 'date'],
  ['calendar', '2026-02-30,free,', 'date_not_real', 'date'],
  ['calendar', '2026-03-02,半天,', 'day_kind_unknown', 'kind'],
  ['calendar', '2026/10/10,上班,', 'duplicate', 'date'],
  ['clients', 'K18,长,长有限公司,"a\u{0007}b",上海,银行,', 'control_character', 'english_name'],
]

test(`${badLines.length} kinds of bad lines: each is told at its line, and nothing is imported`, async () => {
  const deps = depsOn(database)
  const kept = {
    units: smallBank.units.filter((line) => !line.startsWith('S2')).concat('S2,丙支行,支行,B1,广东'),
    people: ['E9,周杰,kept@bank.example,S1,client_manager,2025-01-01,,'],
  }
  const first = await importBank(deps, csvFiles(kept))
  expect(first.faults).toEqual([])
  const before = await dump(database)

  // The bank already has S2, which the file would turn into a branch: it must not name S2 rightly as well.
  const good = { ...smallBank, units: smallBank.units.filter((line) => !line.startsWith('S2')) }
  const lines: Record<ImportFile, string[]> = { units: [], people: [], clients: [], figures: [], calendar: [] }
  const expected: string[] = []
  for (const file of ['units', 'people', 'clients', 'figures', 'calendar'] as const) {
    let line = 2
    const add = (text: string) => {
      lines[file].push(text)
      line += text.split('\n').length
    }
    for (const text of good[file]) add(text)
    for (const [, text, code, column] of badLines.filter(([of]) => of === file)) {
      expected.push([file, line, column, code].join(' '))
      add(text)
    }
  }

  const report = await importBank(deps, csvFiles(lines))
  const found = report.faults.map(({ file, line, column, code }) => [file, line, column, code].join(' '))
  expect(found.toSorted()).toEqual(expected.toSorted())
  expect([report.saved, report.counts]).toEqual([false, null])
  expect(await dump(database)).toBe(before)

  for (const fault of report.faults) {
    const { zh, en } = faultWords(fault)
    expect(zh).toMatch(/\p{Script=Han}/u)
    expect(`${zh}${en}`).not.toMatch(/undefined|null/)
  }
})

test('one bad line among good ones keeps the good ones out', async () => {
  const before = await dump(database)
  const report = await importBank(
    depsOn(database),
    csvFiles({ ...smallBank, clients: [...smallBank.clients, 'K3,,x,,x,x,'] }),
  )
  expect(report.faults).toHaveLength(1)
  expect(await dump(database)).toBe(before)
})
