import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { columnsOf, importColumns } from '../../src/domain/organisation/import-columns.ts'
import { fromRoot } from '../../src/paths.ts'
import { unguarded } from '../../src/usecases/export/formula-guard.ts'
import { readTable } from '../../src/usecases/import/read-table.ts'
import { encodeGb18030 } from './import-gb18030.ts'

const columns = columnsOf('clients')
const heading = columns.join(',')

function quoted(field: string, always: boolean): string {
  return always || /[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field
}

const field = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.string({ unit: fc.constantFrom('"', ',', '\n', '\r', '，', ' ', '\t', '中', '𠮷', 'a'), maxLength: 8 }),
)
const record = fc.record({
  fields: fc.tuple(fc.constantFrom('A1', '甲', '"x"', 'a\r\nb'), field, field, field, field, field, field),
  always: fc.boolean(),
  end: fc.constantFrom('\r\n', '\n', '\r'),
  blankLines: fc.constantFrom('', '', '\n', '\r\n\r\n'),
})

function write(records: { fields: string[]; always: boolean; end: string; blankLines: string }[]) {
  let text = `${heading}\n`
  const lines: number[] = []
  for (const { fields, always, end, blankLines } of records) {
    // A blank line that meets a lone CR would become its LF.
    text += text.endsWith('\r') ? blankLines.replace(/^\n/, '') : blankLines
    lines.push((text.match(/\r\n|\n|\r/g)?.length ?? 0) + 1)
    text += fields.map((value) => quoted(value, always)).join(',') + end
  }
  return { text, lines }
}

describe('CSV', () => {
  test('any text comes back as written, each record with its first physical line', () => {
    fc.assert(
      fc.property(fc.array(record, { minLength: 1, maxLength: 12 }), fc.boolean(), (records, mark) => {
        const { text, lines } = write(records)
        const table = readTable('clients', 'c.csv', Buffer.from(`${mark ? '\u{FEFF}' : ''}${text}`))
        // NUL makes the whole file binary; a replacement character is told by the checks.
        if (text.includes('\0')) return
        expect(table.faults).toEqual([])
        expect(table.records.map(({ values }) => columns.map((column) => values[column]))).toEqual(
          // But for an export's guard against formulas, which is taken off.
          records.map(({ fields }) => fields.map(unguarded)),
        )
        expect(table.records.map(({ line }) => line)).toEqual(lines)
      }),
      { numRuns: 300 },
    )
  })

  test('the last record needs no line end', () => {
    const table = readTable('units', 'u.csv', Buffer.from('code,name,level,parent_code,region\nHO,总行,总行,,北京'))
    expect(table.records).toHaveLength(1)
  })

  test('a record of commas only is no record', () => {
    const table = readTable(
      'units',
      'u.csv',
      Buffer.from('code,name,level,parent_code,region\nHO,总行,总行,,北京\n,,,,\n'),
    )
    expect(table.records.map(({ line }) => line)).toEqual([2])
    expect(table.faults).toEqual([])
  })

  test('a quote that is never closed is told at its line, and the lines after it are still read', () => {
    const body = ['A1,一,"甲', 'A2,二', 'A3,三,丙,x,y,z,2020-01-01', 'A4,四,丁,x,y,z,2020-01-01', 'A5,"五"五,戊,x,y,z,']
    const table = readTable('clients', 'c.csv', Buffer.from(`${heading}\r\n${body.join('\r\n')}\r\n`))
    expect(table.faults.map(({ line, code }) => [line, code])).toEqual([
      [2, 'quote'],
      [6, 'quote'],
      [3, 'field_count'],
    ])
    expect(table.records.map(({ line }) => line)).toEqual([4, 5])
  })
})

describe('headings', () => {
  test('every Chinese heading means its column, in any order', () => {
    for (const file of ['units', 'people', 'clients'] as const) {
      for (const shown of [0, 1]) {
        const names = columnsOf(file).map((column) => {
          const headings = (importColumns[file] as Record<string, readonly string[]>)[column] ?? []
          return headings[shown] ?? headings[0] ?? ''
        })
        const table = readTable(
          file,
          'x.csv',
          Buffer.from(`${names.toReversed().join(',')}\n${names.map(() => 'x').join(',')}`),
        )
        expect(table.faults).toEqual([])
        expect(Object.keys(table.records[0]?.values ?? {}).toReversed()).toEqual(columnsOf(file))
      }
    }
  })

  test.each([
    ['code,name,level,region', ['column_missing']],
    ['code,name,level,parent_code,region,colour', ['column_unknown']],
    ['code,name,level,parent_code,region,region', ['column_twice']],
    ['编号,code,名称,级别,上级编号,地区', ['column_twice']],
    ['code,nmae,level,parent_code,region', ['column_missing', 'column_unknown']],
    ['code;name;level;parent_code;region', ['wrong_delimiter']],
    ['code\tname\tlevel\tparent_code\tregion', ['wrong_delimiter']],
    ['编号，名称，级别，上级编号，地区', ['wrong_delimiter']],
  ])('%s', (names, codes) => {
    const table = readTable('units', 'u.csv', Buffer.from(`${names}\nHO,总行,总行,,北京\n`))
    expect(table.faults.map(({ code }) => code)).toEqual(codes)
    expect(
      table.faults.every(({ line, params }) => line === 1 && String(params.expected).includes('parent_code')),
    ).toBe(true)
    expect(table.readable).toBe(false)
  })

  test('blanks, capitals and full-width letters in a heading make no difference', () => {
    const table = readTable(
      'units',
      'u.csv',
      Buffer.from(' Code ,ＮＡＭＥ,level,Parent_Code,\u{200B}region\nHO,总行,总行,,北京\n'),
    )
    expect(table.faults).toEqual([])
  })
})

describe('encodings', () => {
  const han = fc.string({
    unit: fc.integer({ min: 0x4e00, max: 0x9fa5 }).map((code) => String.fromCodePoint(code)),
    minLength: 3,
    maxLength: 8,
  })
  const rows = fc.array(fc.tuple(han, han, han, fc.constantFrom('A&B Co., Ltd.', '€ 〇 ㎡', '𠮷野家', 'Ünïcödé')), {
    minLength: 3,
    maxLength: 10,
  })

  test('GB18030, UTF-8 and UTF-8 with a mark give the same records', () => {
    fc.assert(
      fc.property(rows, (texts) => {
        const body = texts.map(([a, b, c, d], index) => `A${index},${a},${b},"${d}",${c},${a},`).join('\r\n')
        const text = `${heading}\r\n${body}`
        const utf8 = readTable('clients', 'c.csv', Buffer.from(text))
        const marked = readTable('clients', 'c.csv', Buffer.from(`\u{FEFF}${text}`))
        const gb = readTable('clients', 'c.csv', encodeGb18030(text))
        expect(utf8.faults).toEqual([])
        expect(gb.encoding).toBe('GB18030')
        expect(marked.records).toEqual(utf8.records)
        expect(gb.records).toEqual(utf8.records)
      }),
    )
  })

  test('the shipped files are the same in GB18030', () => {
    for (const [file, name] of [
      ['units', 'org-units.csv'],
      ['clients', 'listed-companies.csv'],
    ] as const) {
      const bytes = readFileSync(fromRoot('data', name))
      const gb = readTable(file, name, encodeGb18030(bytes.toString('utf8').replace('\u{FEFF}', '')))
      expect(gb.encoding).toBe('GB18030')
      expect(gb.records).toEqual(readTable(file, name, bytes).records)
    }
  })

  test('UTF-8 that was cut in a character is refused, never read as other names', () => {
    const bytes = readFileSync(fromRoot('data', 'org-units.csv'))
    const whole = bytes.toString('utf8')
    const line = 1_500
    const at =
      Buffer.byteLength(
        whole
          .split('\n')
          .slice(0, line - 1)
          .join('\n'),
      ) + 1
    const inName = bytes.indexOf(',', at) + 2
    const cut = Buffer.concat([bytes.subarray(0, inName), bytes.subarray(inName + 1)])
    const table = readTable('units', 'org-units.csv', cut)
    expect(table.faults.map((fault) => [fault.code, fault.line])).toEqual([['damaged_utf8', line]])
  })

  test.each([
    ['empty_file', Buffer.alloc(0)],
    ['empty_file', Buffer.from('\u{FEFF}  \r\n\n')],
    ['spreadsheet', Buffer.from('PK\x03\x04 xl/workbook.xml', 'latin1')],
    ['spreadsheet', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1])],
    ['utf16', Buffer.from(`\u{FEFF}${heading}`, 'utf16le')],
    ['binary', Buffer.from([0x63, 0x6f, 0x00, 0x64])],
    ['unknown_encoding', Buffer.concat([Buffer.from(heading), Buffer.from([0x0a, 0x81, 0x20, 0xff, 0xff])])],
    ['no_records', Buffer.from(`${heading}\r\n\r\n,,\r\n`)],
    ['too_large', Buffer.alloc(64 * 1024 * 1024 + 1, 0x61)],
  ])('%s', (code, bytes) => {
    expect(readTable('clients', 'c.csv', bytes).faults.map((fault) => fault.code)).toEqual([code])
  })
})
