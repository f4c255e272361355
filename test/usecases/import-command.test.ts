import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { people } from '../../db/schema/people.ts'
import { runImport } from '../../src/cli/run-import.ts'
import type { ImportFile } from '../../src/domain/organisation/import-columns.ts'
import { createLog } from '../../src/log.ts'
import { readTable } from '../../src/usecases/import/read-table.ts'
import { testDatabase } from '../support/database.ts'
import { headings, smallBank } from './import-bank-files.ts'
import { encodeGb18030 } from './import-gb18030.ts'

const database = await testDatabase()
const folder = mkdtempSync(join(tmpdir(), 'import-'))
afterAll(() => rmSync(folder, { recursive: true }))

let out: string[] = []
let err: string[] = []
let opened = 0
beforeEach(() => {
  out = []
  err = []
  opened = 0
})

type Open = Parameters<typeof runImport>[1]['open']

function run(args: readonly string[], open: Open = async () => ({ ...database, stop: async () => {} })) {
  return runImport(args, {
    out: (line) => out.push(line),
    err: (line) => err.push(line),
    watched: false,
    open: () => {
      opened++
      return open()
    },
    log: createLog('silent'),
    operator: 'tester',
  })
}

function save(name: string, bytes: string | Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, bytes)
  return path
}

function saveCsv(file: ImportFile, lines: readonly string[], name = `${file}.csv`): string {
  return save(name, [headings[file], ...lines].join('\r\n'))
}

describe('usage', () => {
  test.each([
    [[], 'at least one file'],
    [['--unit', 'x.csv'], '--unit'],
    [['--units'], '--units'],
    [['--units', ''], '--units'],
    [['--units', 'x.csv', '--force'], '--by'],
    [['--units', 'x.csv', '--force', '--by', 'E1', '--reason', ' '], '--reason'],
    [['--units', 'x.csv', '--reason', '撤并'], '--force'],
    [['--clients', 'x.csv', '--complete'], '--complete'],
    [['x.csv'], 'x.csv'],
    [['--units', '/nowhere/units.csv'], '/nowhere/units.csv'],
    [['--units', folder], folder],
  ])('%j ends with 2, one word about why, and no database', async (args, why) => {
    expect(await run(args)).toBe(2)
    expect(err.join('\n')).toContain(why)
    expect([out, opened]).toEqual([[], 0])
  })

  test('--help shows it and ends with 0', async () => {
    expect(await run(['--help'])).toBe(0)
    expect(out.join('\n')).toContain('--people')
  })
})

describe('files that are no CSV', () => {
  test.each([
    ['bank.xlsx', Buffer.from('PK\x03\x04', 'latin1'), 'Excel'],
    ['empty.csv', Buffer.alloc(0), 'empty'],
    ['unicode.csv', Buffer.from(`\u{FEFF}${headings.units}`, 'utf16le'), 'UTF-16'],
    ['other.csv', Buffer.from('a,b,c\n1,2,3\n'), 'parent_code'],
  ])('%s ends with 1 and says what to do', async (name, bytes, why) => {
    expect(await run(['--units', save(name, bytes)])).toBe(1)
    expect(out.join('\n')).toContain(why)
    expect(out.join('\n')).toContain(name)
    expect(opened).toBe(0)
  })
})

describe('an import', () => {
  test('from files in two encodings, with progress, and again', async () => {
    const units = save(
      '机构.csv',
      encodeGb18030(['机构编号,机构名称,级别,上级机构编号,地区', ...smallBank.units].join('\r\n')),
    )
    const files = [
      '--units',
      units,
      '--people',
      saveCsv('people', smallBank.people),
      '--clients',
      saveCsv('clients', smallBank.clients),
    ]
    expect(await run([...files, '--dry-run'])).toBe(0)
    expect(out.join('\n')).toContain('新增 4')
    expect(await database.db.$count(people)).toBe(0)
    expect(await run([...files, '--progress'])).toBe(0)
    expect(err).toContain('机构.csv: GB18030, 4 条 / records')
    expect(err.join('\n')).toContain('4/4')
    expect(out.join('\n')).toContain('示例标准')
    out = []
    err = []
    expect(await run(files)).toBe(0)
    expect(out.join('\n')).toContain('未变 4')
    expect(err).toEqual([])
  })

  test('that looks implausible ends with 4, dry or not, and with 0 where somebody answers for it', async () => {
    const staff = (leftOn: string) =>
      Array.from({ length: 6 }, (_, no) => `F${no},新员工${no},f${no}@bank.example,,,,,${leftOn}`)
    expect(await run(['--people', saveCsv('people', staff(''))])).toBe(0)
    const gone = ['--people', saveCsv('people', [...staff('').slice(0, 1), ...staff('2026-01-01').slice(1)])]
    expect(await run([...gone, '--dry-run'])).toBe(4)
    expect(await run(gone)).toBe(4)
    expect(out.join('\n')).toContain('离职人员 5')
    expect(await run([...gone, '--force', '--by', 'F9', '--reason', '撤并'])).toBe(2)
    expect(err.join('\n')).toContain('--by F9')
    expect(await run([...gone, '--force', '--by', 'f0', '--reason', '撤并'])).toBe(0)
    const short = ['--people', saveCsv('people', staff('').slice(0, 1)), '--complete', '--dry-run']
    out = []
    await run(short)
    expect(out.join('\n')).toContain('of these not named by complete files')
  })

  test.each(['=1+1', '＝1+1', '＋1', '－1', '＠SUM(A1)'])('%s is no formula in the errors file', async (typed) => {
    const errors = join(folder, '公式.csv')
    const file = saveCsv('clients', [`K1,甲,甲公司,,上海,银行,${typed}`], '=危险.csv')
    expect(await run(['--clients', file, '--errors', errors])).toBe(1)
    const [, fault] = readFileSync(errors, 'utf8').split('\r\n')
    expect(fault).toContain(`,'${typed},`)
    expect(fault).toMatch(/^'=危险\.csv,2,listed_on,/)
  })

  test('prints 200 bad lines and counts the rest; the errors file has all of them', async () => {
    const bad = Array.from({ length: 250 }, (_, index) => `K${index},"=SUM(A1), ""甲""",,,上海,银行,${index}`)
    const errors = join(folder, '问题.csv')
    expect(await run(['--clients', saveCsv('clients', bad), '--errors', errors])).toBe(1)
    expect(out.filter((line) => line.startsWith('clients.csv:'))).toHaveLength(200)
    expect(out.join('\n')).toContain('300 more')
    expect(out.join('\n')).toContain('500 faults')
    const bytes = readFileSync(errors)
    expect([...bytes.subarray(0, 6)]).toEqual([0xef, 0xbb, 0xbf, ...Buffer.from('文')])
    expect(bytes.toString('utf8').split('\r\n')).toHaveLength(502)
    // The bot's own reader finds every record in it again.
    expect(readTable('clients', 'x.csv', bytes).faults.every(({ code }) => code.startsWith('column_'))).toBe(true)
    expect(bytes.toString('utf8')).not.toMatch(/(^|,)"?=/m)
  })

  test('an errors file that cannot be written is told', async () => {
    expect(await run(['--clients', saveCsv('clients', ['K1,,,,,,']), '--errors', '/nowhere/x.csv'])).toBe(2)
    expect(err.join('\n')).toContain('/nowhere/x.csv')
  })
})

describe('where the database does not serve', () => {
  const code = (name: string) => Object.assign(new Error(name), { code: name })
  const away =
    '没有导入任何内容 / nothing was imported: 数据库连接不上，请稍后再试 / the database cannot be reached, try again'

  test.each([
    [code('CONNECT_TIMEOUT'), away],
    [new Error('Failed query: insert 张伟', { cause: code('CONNECTION_CLOSED') }), away],
    [new Error('the folder /x is held by another program'), 'nothing was imported: the folder /x is held'],
  ])('%s: it ends with 3, one line and no names', async (error, line) => {
    const files = ['--units', saveCsv('units', smallBank.units)]
    expect(await run(files, () => Promise.reject(error))).toBe(3)
    expect(err).toHaveLength(1)
    expect(err[0]).toContain(line)
  })

  test('while another import runs it waits, and says so when that takes too long', async () => {
    const files = ['--units', saveCsv('units', smallBank.units)]
    const held = Object.assign(new Error('Failed query'), { cause: code('55P03') })
    const db = { transaction: () => Promise.reject(held) } as never
    expect(await run(files, async () => ({ ...database, db, stop: async () => {} }))).toBe(3)
    expect(err[0]).toContain('another import is running')
  })
})

describe('what an import changes', () => {
  const bank = {
    units: [...smallBank.units, 'S9,旧支行,支行,B1,广东'],
    people: [
      ...smallBank.people,
      ...Array.from({ length: 7 }, (_, no) => `L${no},离任者${no},l${no}@bank.example,,,,,`),
    ],
  }
  const next = {
    units: [
      ...smallBank.units.slice(0, 2),
      'B2,新分行,分行,HO,广东',
      'S1,乙一支行,支行,B1,广东',
      'S2,丙支行,支行,B2,广东',
    ],
    people: [
      ...smallBank.people.filter((line) => !line.startsWith('E2')),
      'E2,李娜,e2@bank.example,S1,支行行长,2024-01-01,2024-05-01,',
      'E2,李娜,e2@bank.example,S2,支行行长,2024-05-01,,',
      '"007","=新人",new@bank.example,,,,,',
    ],
  }
  const given = (lines: typeof bank) => [
    '--units',
    saveCsv('units', lines.units),
    '--people',
    saveCsv('people', lines.people),
  ]

  test('a dry run names the first of each kind, with how many more', async () => {
    expect(await run(given(bank))).toBe(0)
    out = []
    await run([...given(next), '--complete', '--dry-run'])
    const today = String(out.join('\n').match(/旧支行 S9（(\d{4}-\d\d-\d\d)）/)?.[1])
    const told = {
      '  新设机构 1 / 1 units open:': '新分行 B2',
      '  关闭机构 1 / 1 units close:': `旧支行 S9（${today}）`,
      '  换上级的机构 1 / 1 units move:': '丙支行 S2：甲分行 B1 → 新分行 B2',
      '  改名的机构 1 / 1 units are renamed:': '乙一支行 S1：乙支行 → 乙一支行',
      '  新增人员 1 / 1 people come:': '=新人 007',
      '  新任职 1 / 1 posts begin:': '李娜 E2，支行行长，丙支行 S2，2024-05-01 –',
      '  终止任职 1 / 1 posts end:': '李娜 E2，支行行长，乙一支行 S1，2024-01-01 – 2024-05-01',
    }
    for (const [heading, first] of Object.entries(told)) expect(out[out.indexOf(heading) + 1]).toBe(`    ${first}`)
    const leaving = out.findIndex((line) => /^ {2}离职人员 (\d+) \/ \1 people leave:$/.test(line))
    expect(out.slice(leaving + 1, leaving + 6).join('\n')).toContain(`    离任者0 L0（${today}）`)
    expect(out[leaving + 6]).toMatch(
      /^ {4}……另有 (\d+) 项，.* \/ … and \1 more: --differences FILE writes all of them$/,
    )
  })

  test('all of it goes into a file that a spreadsheet reads rightly', async () => {
    const file = join(folder, '变动.csv')
    await run([...given(next), '--complete', '--dry-run', '--differences', file])
    const text = readFileSync(file, 'utf8')
    expect(text.startsWith('\u{FEFF}变动 change,编号 code,')).toBe(true)
    expect(text).toContain('\r\n新增人员 person_comes,"\t007",\'=新人,,,,,,\r\n')
    expect(text).toContain(
      '\r\n终止任职 post_ends,E2,李娜,支行行长 sub_branch_president,S1,乙一支行,2024-01-01,,2024-05-01\r\n',
    )
    for (let no = 0; no < 7; no++) expect(text).toContain(`离职人员 person_leaves,L${no},离任者${no},`)
    expect(await run([...given(next), '--dry-run', '--differences', join(folder, 'no', 'where.csv')])).toBe(2)
    expect(err.join('\n')).toContain('--differences')
  })
})
