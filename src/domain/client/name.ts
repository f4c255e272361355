/** Legal forms that say nothing about which company is meant; longest first, so that one pass strips the longest. */
const legalForms = [
  '集团股份有限公司',
  '股份有限公司',
  '有限责任公司',
  '集团有限公司',
  '有限公司',
  '股份公司',
  '集团公司',
  '总公司',
  '公司',
]

const legalFormsInLatin =
  /(?:\b(?:co|company|corp|corporation|inc|incorporated|ltd|limited|plc|group|holdings?)\b[.,]*\s*)+$/u

/**
 * What a typed name keeps: its inner signs, without blanks and invisible characters at its ends (B18).
 */
export function trimName(typed: string): string {
  return typed.replace(/^[\s\p{Cf}\p{Z}\p{Cc}]+|[\s\p{Cf}\p{Z}\p{Cc}]+$/gu, '')
}

/**
 * The key under which look-alike names meet: full-width letters, blanks, punctuation, letter case, a leading ST mark and
 * legal forms make no difference. Empty only when the name has neither letter, digit nor other sign.
 */
export function nameKey(name: string): string {
  const plain = trimName(name).normalize('NFKC').toLowerCase()
  const withoutMark = plain.replace(/^\*?(?:st|s\*st|sst|pt)(?=\p{Script=Han})/u, '')
  const latinStripped = withoutMark.replace(legalFormsInLatin, '')
  const bare = latinStripped.replace(/[\s\p{P}\p{S}\p{Cf}\p{Z}]/gu, '')
  const form = legalForms.find((candidate) => bare.endsWith(candidate) && bare.length > candidate.length)
  const key = form ? bare.slice(0, -form.length) : bare
  return key || plain.replace(/\s/gu, '')
}
