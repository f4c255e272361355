import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { nameKey, trimName } from '../../../src/domain/client/name.ts'
import { listedCompanies } from '../listed-companies.ts'

describe('names that meet', () => {
  test.each([
    ['full-width letters and digits', '３６０安全', '360安全'],
    ['letter case', 'TCL科技', 'tcl科技'],
    ['blanks of every kind inside', '华东\u00a0仪\u3000表', '华东仪表'],
    ['invisible signs', '\u200b华\u200d东仪\ufe0f表\ufeff', '华东仪表'],
    ['punctuation', '华东·仪表（中国）', '华东仪表中国'],
    ['ST', 'ST远海', '远海'],
    ['*ST', '*ST远山', '远山'],
    ['full-width *ST with a blank', '＊ＳＴ　远山', '远山'],
    ['S*ST', 'S*ST远山', '远山'],
    ['SST', 'SST远山', '远山'],
    ['PT', 'PT远山', '远山'],
    ['a joint-stock company', '华东仪表股份有限公司', '华东仪表'],
    ['a group in brackets', '华东仪表（集团）股份有限公司', '华东仪表'],
    ['a group with limited liability', '华东仪表集团有限责任公司', '华东仪表集团有限公司'],
    ['a group by its short name', '中集集团', '中集集团股份有限公司'],
    ['a head company', '华东仪表总公司', '华东仪表'],
    ['Latin legal forms', 'China Vanke Co.,Ltd.', 'China Vanke'],
    ['Latin legal forms, blanks', 'China  Vanke Co., Ltd', 'CHINA VANKE'],
    ['Latin group', 'Huadong Group Holdings Limited', 'huadong'],
  ])('%s', (_title, one, other) => {
    expect(nameKey(one)).toBe(nameKey(other))
  })
})

describe('names that do not meet', () => {
  test.each([
    ['华东仪表', '华南仪表'],
    ['万科A', '万科B'],
    ['ST Microelectronics', 'Microelectronics'],
    ['Stone石材', 'one石材'],
    ['中国公司法研究', '中国'],
    ['Costco', 'Cost'],
    // Stated limit: characters are not converted.
    ['華東儀表', '华东仪表'],
  ])('%s and %s', (one, other) => {
    expect(nameKey(one)).not.toBe(nameKey(other))
  })
})

test.each(['公司', '有限公司', '集团', '——', '😀', 'Group Holdings Ltd', '*'])('%s alone still has a key', (name) => {
  expect(nameKey(name)).not.toBe('')
})

test.each(['', ' ', '\u3000\u00a0', '\u200b', '\n\t'])('blank %j has none', (name) => {
  expect(nameKey(name)).toBe('')
})

test('blanks and invisible signs anywhere make no difference to a Chinese name', () => {
  const invisible = fc.constantFrom(' ', '\u3000', '\u00a0', '\u200b', '\ufeff', '\t', '·')
  const places = fc.array(fc.tuple(fc.nat({ max: 20 }), invisible), { maxLength: 6 })
  const name = fc.constantFrom('*ST远山', '中集集团', '华东仪表（集团）股份有限公司', '石头科技', 'ST远海')
  fc.assert(
    fc.property(name, places, (plain, inserted) => {
      const letters = [...plain]
      for (const [at, sign] of inserted) letters.splice(at % (letters.length + 1), 0, sign)
      expect(nameKey(letters.join(''))).toBe(nameKey(plain))
    }),
  )
})

test('the key of a key is the key', () => {
  const parts = fc.constantFrom('远山', '华东', 'Ａ', '仪表', ' ', '（', '）', '·')
  fc.assert(
    fc.property(fc.array(parts, { maxLength: 8 }), (typed) => {
      expect(nameKey(nameKey(typed.join('')))).toBe(nameKey(typed.join('')))
    }),
  )
})

describe('all 3,842 listed companies', () => {
  const shared = (names: readonly string[]) => {
    const groups = new Map<string, string[]>()
    for (const name of names) groups.set(nameKey(name), [...(groups.get(nameKey(name)) ?? []), name])
    return [...groups.values()].filter((group) => group.length > 1)
  }

  test('have keys', () => {
    expect(listedCompanies).toHaveLength(3842)
    for (const row of listedCompanies)
      for (const name of [row.short_name, row.legal_name]) expect(nameKey(name)).not.toBe('')
  })

  test('meet only where a person would ask which one is meant', () => {
    expect(shared(listedCompanies.map((row) => row.short_name))).toEqual([['中新集团', '*ST中新']])
    expect(shared(listedCompanies.map((row) => row.legal_name))).toEqual([])
  })

  test('no short name meets another company’s legal name', () => {
    const byShort = new Map(listedCompanies.map((row) => [nameKey(row.short_name), row.code]))
    const crossed = listedCompanies.filter((row) => (byShort.get(nameKey(row.legal_name)) ?? row.code) !== row.code)
    expect(crossed).toEqual([])
  })
})

describe('what a typed name keeps (B18)', () => {
  test.each([
    ['\u3000 华东仪表\u200b', '华东仪表'],
    ['*ST远山', '*ST远山'],
    [' A&B  <C> ', 'A&B  <C>'],
    ['\ufeff\u200b\u00a0', ''],
    ['甲\u200d乙', '甲\u200d乙'],
  ])('%j', (typed, kept) => {
    expect(trimName(typed)).toBe(kept)
  })
})
