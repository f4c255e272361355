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

/** Each two signs that follow one another; nothing for a single sign. */
export function pairsOf(key: string): string[] {
  const signs = [...key]
  return [...new Set(signs.slice(1).map((sign, index) => `${signs[index]}${sign}`))]
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
