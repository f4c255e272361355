import fc from 'fast-check'
import { pinyin } from 'pinyin-pro'
import { describe, expect, test } from 'vitest'
import {
  channelName,
  codeOnlyChannelName,
  numberedName,
  parkedChannelName,
} from '../../../src/domain/team/channel-name.ts'
import { listedCompanies } from '../listed-companies.ts'

const allowed = /^[a-z0-9](?:[a-z0-9-]{0,78}[a-z0-9])?$/

const slugOf = (name: string) => pinyin(name.normalize('NFKC'), { toneType: 'none', type: 'array', v: true }).join('')

describe('every listed company (B11)', () => {
  const names = listedCompanies.map((row) => ({
    code: row.code,
    name: channelName('sc', row.code, slugOf(row.short_name)),
  }))

  test('has a name that Slack takes, with its code in it', () => {
    expect(names).toHaveLength(3842)
    expect(names.filter(({ name }) => !allowed.test(name))).toEqual([])
    expect(names.filter(({ code, name }) => !name.startsWith(`sc-${code.toLowerCase().replace('.', '-')}-`))).toEqual(
      [],
    )
  })

  test('has a name of its own, also by code alone', () => {
    expect(new Set(names.map(({ name }) => name)).size).toBe(3842)
    expect(new Set(listedCompanies.map((row) => codeOnlyChannelName('sc', row.code))).size).toBe(3842)
  })
})

test.each([
  ['华东仪表', 'sc-c000007-huadongyibiao'],
  ['*ST远山', 'sc-c000007-styuanshan'],
  ['Ａ股科技', 'sc-c000007-agukeji'],
  ['😀科技', 'sc-c000007-keji'],
  ['——', 'sc-c000007'],
  ['C&D集团', 'sc-c000007-c-djituan'],
])('%s', (name, expected) => {
  expect(channelName('sc', 'C000007', slugOf(name))).toBe(expected)
})

test('any code and any slug: allowed characters, at most 80 of them', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 60 })
  fc.assert(
    fc.property(text, text, fc.nat({ max: 120 }), (code, slug, attempt) => {
      expect(channelName('sc', code, slug, attempt)).toMatch(allowed)
    }),
  )
})

test('codes beyond ASCII still tell two clients apart', () => {
  expect(codeOnlyChannelName('sc', '客户甲')).not.toBe(codeOnlyChannelName('sc', '客户乙'))
})

test('further attempts are numbered from two, also where the name is as long as it may be', () => {
  expect(channelName('sc', 'C1', 'jia', 1)).toBe('sc-c1-jia-2')
  const long = [0, 1, 2, 11].map((attempt) => channelName('sc', 'C1', 'a'.repeat(200), attempt))
  expect(new Set(long).size).toBe(4)
  expect(long.map((name) => name.length)).toEqual([80, 80, 80, 80])
})

describe('a parked channel (B14)', () => {
  test('says so and fits, however long its own name is and however many names are taken', () => {
    for (const own of ['sc-000002-sz-wan-ke-a', 'x'.repeat(80)]) {
      for (const attempt of [0, 1, 18]) {
        const name = numberedName(parkedChannelName(own), attempt)
        expect(name).toMatch(/^exited-/)
        expect(name).toMatch(allowed)
      }
    }
  })
})
