import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  readCode,
  readDate,
  readEmail,
  readLevel,
  readPosition,
  readText,
} from '../../src/domain/organisation/import-value.ts'
import { positions } from '../../src/domain/organisation/position.ts'
import { unitLevels } from '../../src/domain/organisation/unit.ts'
import { terms } from '../../src/slack/text/terms.ts'

const day = fc.date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })

function fullWidth(text: string): string {
  return text.replace(/[!-~]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0))
}

describe('dates', () => {
  test('every way of writing a day gives that day', () => {
    fc.assert(
      fc.property(day, fc.constantFrom('', ' ', '\u{200B}', '\u{3000}', '\u{A0}'), (date, blank) => {
        const iso = date.toISOString().slice(0, 10)
        const [year = '', month = '', dayOfMonth = ''] = iso.split('-')
        const [m, d] = [String(Number(month)), String(Number(dayOfMonth))]
        const ways = [
          iso,
          `${year}/${m}/${d}`,
          `${year}.${m}.${d}`,
          `${year}年${m}月${d}日`,
          `${year} 年 ${month} 月 ${dayOfMonth} 日`,
          `${year}${month}${dayOfMonth}`,
          `${year}/${m}/${d} 0:00`,
          `${year}–${month}–${dayOfMonth}`,
          fullWidth(iso),
          fullWidth(`${year}/${m}/${d}`),
        ]
        for (const way of ways) expect(readDate(`${blank}${way}${blank}`)).toEqual({ value: iso })
      }),
    )
  })

  test('a day that is read is a day that exists', () => {
    const part = fc.integer({ min: 0, max: 99 })
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9999 }), part, part, (year, month, dayOfMonth) => {
        const typed = `${String(year).padStart(4, '0')}-${month}-${dayOfMonth}`
        const read = readDate(typed)
        const last = month >= 1 && month <= 12 ? new Date(Date.UTC(year, month, 0)).getUTCDate() : 0
        const exists = year >= 1900 && dayOfMonth >= 1 && dayOfMonth <= last
        expect('value' in read).toBe(exists)
      }),
    )
  })

  test.each([
    ['', { value: null }],
    ['　', { value: null }],
    ['2024-02-29', { value: '2024-02-29' }],
    ['9999-12-31', { value: '9999-12-31' }],
    ['2023-02-29', { fault: 'date_not_real' }],
    ['2026-13-01', { fault: 'date_not_real' }],
    ['0026-01-01', { fault: 'date_not_real' }],
    ['46266', { fault: 'date_format' }],
    ['01/09/2026', { fault: 'date_format' }],
    ['2026-9/1', { fault: 'date_format' }],
    ['明天', { fault: 'date_format' }],
    ['2026-09-01 14:30', { fault: 'date_format' }],
  ])('%s', (typed, read) => {
    expect(readDate(typed)).toEqual(read)
  })
})

describe('texts', () => {
  test('only blanks and invisible characters at the ends go', () => {
    const ends = fc.string({
      unit: fc.constantFrom(' ', '\u{3000}', '\u{A0}', '\u{200B}', '\u{FEFF}', '\t', '\r', '\n'),
      maxLength: 4,
    })
    const inner = fc.constantFrom('华东“仪表”', 'A&B <C>', '*ST远山', '甲 乙', '中\u{200B}信', '𠮷野家')
    fc.assert(
      fc.property(ends, inner, ends, (before, text, after) => {
        expect(readText(`${before}${text}${after}`, 50)).toEqual({ value: text })
      }),
    )
  })

  test('length is counted in characters, not in code units', () => {
    expect(readText('𠮷'.repeat(5), 5)).toEqual({ value: '𠮷'.repeat(5) })
    expect(readText('𠮷'.repeat(6), 5)).toEqual({ fault: 'too_long', max: 5 })
  })

  test.each([
    ['甲\n乙', 'control_character'],
    ['甲\u{0007}乙', 'control_character'],
    ['甲\u{FFFD}', 'damaged_character'],
  ])('%j', (typed, fault) => {
    expect(readText(typed, 50)).toEqual({ fault })
  })
})

describe('codes', () => {
  test.each([
    [' ho ', 'any', { value: 'HO' }],
    ['Ｂ１１', 'any', { value: 'B11' }],
    ['京-01/2', 'any', { value: '京-01/2' }],
    ['000001.sz', 'latin', { value: '000001.SZ' }],
    ['京01', 'latin', { fault: 'code_format' }],
    ['A B', 'any', { fault: 'code_format' }],
    ['=A1', 'any', { fault: 'code_format' }],
    ['1.23457E+11', 'any', { fault: 'code_mangled' }],
    ['A'.repeat(33), 'any', { fault: 'too_long', max: 32 }],
    ['', 'any', { value: '' }],
  ] as const)('%s as %s', (typed, alphabet, read) => {
    expect(readCode(typed, alphabet)).toEqual(read)
  })
})

describe('addresses', () => {
  test.each(['zhang.wei@bank.example', "o'neil+x@mail.bank.example", 'Ａ＠bank.example'])('%s', (typed) => {
    expect(readEmail(typed)).toEqual({ value: typed.normalize('NFKC') })
  })

  test.each([
    'zhang',
    'zhang@bank',
    'zhang wei@bank.example',
    'a@b@bank.example',
    '张@bank.example',
    'a@bank..example',
    '<a@bank.example>',
  ])('%s is none', (typed) => {
    expect(readEmail(typed)).toEqual({ fault: 'email_format' })
  })
})

describe('terms', () => {
  test('a position is understood by its code and by the term shown in Slack', () => {
    for (const position of positions) {
      expect(readPosition(position)).toEqual({ value: position })
      expect(readPosition(` ${terms.zh.position[position]}　`)).toEqual({ value: position })
    }
    expect(readPosition('分行公司业务人员')).toEqual({ value: 'branch_officer' })
    expect(readPosition('行长')).toEqual({ fault: 'position_unknown' })
  })

  test('a level likewise', () => {
    for (const level of unitLevels) {
      expect(readLevel(level.toUpperCase())).toEqual({ value: level })
      expect(readLevel(terms.zh.level[level])).toEqual({ value: level })
    }
    expect(readLevel('')).toEqual({ fault: 'level_unknown' })
  })
})
