import { expect, test } from 'vitest'
import { firstWord, plainArgument } from '../../src/slack/argument.ts'

test('one pair of quotation marks, blanks and punctuation around a name go; its own signs stay', () => {
  for (const typed of [
    '“中集集团”',
    ' 「中集集团」 ',
    '中集集团。',
    '\u200B中集集团\uFEFF',
    '"中集集团"',
    '　中集集团，',
  ])
    expect(plainArgument(typed), JSON.stringify(typed)).toBe('中集集团')
  expect(plainArgument('中国国际海运集装箱(集团)股份有限公司')).toBe('中国国际海运集装箱(集团)股份有限公司')
  expect(plainArgument('A &amp; B &lt;C&gt;')).toBe('A & B <C>')
  expect(plainArgument('“甲”与“乙”')).toBe('“甲”与“乙”')
  expect(plainArgument(' 　“” ')).toBe('')
})

test('the first word is read whatever its width, case or leading dashes; the rest is as typed', () => {
  for (const typed of ['find 中集', 'FIND 中集', 'ｆｉｎｄ　中集', '--find：中集', '“find 中集”'])
    expect(firstWord(typed), typed).toEqual({ word: 'find', rest: '中集' })
  expect(firstWord('查找 ＴＣＬ 科技')).toEqual({ word: '查找', rest: 'ＴＣＬ 科技' })
  expect(firstWord('')).toEqual({ word: '', rest: '' })
})
