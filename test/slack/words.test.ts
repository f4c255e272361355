import { describe, expect, test } from 'vitest'
import { refusalCodes, refuse } from '../../src/domain/refusal.ts'
import { loadFolder } from '../../src/folder.ts'
import { fromRoot } from '../../src/paths.ts'
import type { OutgoingKind } from '../../src/slack/deliver/kind.ts'
import { articleText, chineseNumber } from '../../src/slack/text/article.ts'
import { deliveryText } from '../../src/slack/text/delivery.ts'
import { ageText, dateText, momentText } from '../../src/slack/text/moment.ts'
import { refusalText } from '../../src/slack/text/refusal.ts'
import { signs } from '../../src/slack/text/signs.ts'
import { languageOf } from '../../src/slack/text/words.ts'

describe('articles', () => {
  test('are cited as the guideline numbers them', () => {
    expect(articleText('8(1)', 'zh')).toBe('第八条(一)')
    expect(articleText('10(2)', 'zh')).toBe('第十条(二)')
    expect(articleText('15(5)', 'zh')).toBe('第十五条(五)')
    expect(articleText('12', 'zh')).toBe('第十二条')
    expect(articleText('15(5)', 'en')).toBe('Art. 15(5)')
  })

  test('Chinese numbers run from one to ninety-nine', () => {
    const said = [1, 9, 10, 11, 19, 20, 21, 40, 99].map(chineseNumber)
    expect(said).toEqual(['一', '九', '十', '十一', '十九', '二十', '二十一', '四十', '九十九'])
  })
})

describe('moments', () => {
  test('are written in the bank’s zone with their year, whatever zone the machine is in', () => {
    const at = new Date('2026-12-31T16:05:00Z')
    expect(momentText(at, 'zh', 'Asia/Shanghai')).toBe('2027年1月1日 00:05')
    expect(momentText(at, 'en', 'Asia/Shanghai')).toBe('1 Jan 2027, 00:05')
  })

  test('a date is the date, in no zone', () => {
    expect(dateText('2027-11-25', 'zh')).toBe('2027年11月25日')
    expect(dateText('2027-11-25', 'en')).toBe('25 November 2027')
  })

  test('ages go by their largest unit', () => {
    const minute = 60_000
    const ages = [-1, 59_999, minute, 59 * minute, 60 * minute, 1439 * minute, 1440 * minute, 3 * 1440 * minute]
    expect(ages.map((age) => ageText(age, 'zh'))).toEqual([
      '不到 1 分钟',
      '不到 1 分钟',
      '1 分钟',
      '59 分钟',
      '1 小时',
      '23 小时',
      '1 天',
      '3 天',
    ])
    expect(ages.slice(1, 5).map((age) => ageText(age, 'en'))).toEqual([
      'less than a minute',
      '1 minute',
      '59 minutes',
      '1 hour',
    ])
  })
})

describe('words', () => {
  test('no brackets stand around nothing', () => {
    expect(signs.zh.brackets('')).toBe('')
    expect(signs.en.brackets('Art. 8(1)')).toBe(' (Art. 8(1))')
  })

  test('a locale that is not English reads Chinese', () => {
    expect(['zh-CN', 'zh-TW', 'en-US', 'en-GB', 'EN', undefined, 'ja-JP'].map(languageOf)).toEqual([
      'zh',
      'zh',
      'en',
      'en',
      'en',
      'zh',
      'zh',
    ])
  })

  test('every refusal says something whole in both languages, English with ASCII signs, the article at its end', () => {
    for (const code of refusalCodes) {
      const refusal = refuse(code, {
        article: '8(1)',
        params: {
          number: 1,
          client: 'A',
          state: 'submitted',
          tier: 'regional',
          verdict: 'approved',
          positions: '',
          from: '2027-02-20',
          until: '2027-02-23',
          leftOn: '2027-02-24',
        },
      })
      const [zh, en] = [refusalText(refusal, 'zh'), refusalText(refusal, 'en')]
      expect(zh, code).toMatch(/[。]（第八条\(一\)）$/)
      expect(en, code).toMatch(/[.] \(Art\. 8\(1\)\)$/)
      expect(en, code).not.toMatch(/[（）：，。、]/)
    }
  })

  test('whose step it is comes from the positions of the step', () => {
    const refusal = refuse('may_not_decide', { params: { positions: 'branch_president,branch_officer' } })
    expect(refusalText(refusal, 'zh')).toBe('这一步由分行经办人员、分行行长决定，您不在此岗位。')
    expect(refusalText(refusal, 'en')).toContain('branch officer or branch president')
  })
})

test('every kind of message and step has a name for those who see to what was given up', async () => {
  const kinds = await loadFolder<OutgoingKind>(fromRoot('src', 'slack', 'deliver'), 'outgoing')
  for (const language of ['zh', 'en'] as const)
    expect(kinds.map(({ kind }) => kind).filter((kind) => !deliveryText[language].kind[kind])).toEqual([])
})
