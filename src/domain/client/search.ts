import type { Tier } from './category.ts'
import { nameKey, trimName } from './name.ts'

/** What kinds of keys a client has, those that are names before those that are sounds. */
export const nameKinds = ['code', 'short', 'legal', 'english', 'pinyin', 'initials'] as const

export type NameKind = (typeof nameKinds)[number]

/** How a search's hit came about, best first. */
export const hitRanks = [
  'code',
  'name',
  'sound',
  'prefix_strategic',
  'prefix',
  'sound_prefix_strategic',
  'sound_prefix',
  'within_strategic',
  'within',
  'attribute',
] as const

const latin = /^[\x20-\x7e]+$/

/**
 * Signs that follow one another, by which a key is looked for within others: whatever holds the key holds all of them. Two of letters
 * and digits stand in nearly every code, so that of these four are asked for, where there are so many. Nothing for a single sign.
 */
export function gramsOf(key: string): string[] {
  const signs = [...key]
  const runs = (length: number) => signs.slice(length - 1).map((_, at) => signs.slice(at, at + length).join(''))
  const fours = runs(4).filter((four) => latin.test(four))
  const pairs = runs(2).filter((pair) => fours.length === 0 || !latin.test(pair))
  return [...new Set([...fours, ...pairs])]
}

/** What a person typed, word by word; a blank, a comma or a 、 is between two. */
export function wordsOf(typed: string): string[] {
  return trimName(typed)
    .split(/[\s\p{Z},，、;；]+/u)
    .filter((word) => nameKey(word) !== '')
}

const tierWords: Readonly<Record<Tier, readonly string[]>> = {
  bank_wide: ['全行性', '全行性战略客户', 'bank-wide', 'bankwide'],
  regional: ['区域性', '区域性战略客户', 'regional'],
}

/** The tier that a word means, or null. */
export function tierOfWord(word: string): Tier | null {
  const plain = word.normalize('NFKC').toLowerCase()
  return (Object.keys(tierWords) as Tier[]).find((tier) => tierWords[tier].includes(plain)) ?? null
}

/** What people add to a region or an industry, and the register does not have. */
const additions = /(?:市|省|自治区|特别行政区|行业|业)$/u

/** Whether a word means a value such as a region or an industry: 深圳市 is 深圳, 制造 is 制造业, 地产 is 全国地产 and 区域地产. */
export function meansValue(word: string, value: string): boolean {
  return [...word].length > 1 && (value.includes(word) || word.replace(additions, '') === value)
}
