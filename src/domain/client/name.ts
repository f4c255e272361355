/**
 * Legal forms that say nothing about which company is meant. They are built up from parts (集团 + 股份 + 有限 + 公司), so that a
 * list of whole forms would always miss one.
 */
const legalForm = /(?:集团)?(?:股份|有限|责任|总)*公司$|集团$/u

const legalFormsInLatin =
  /(?:\b(?:co|company|corp|corporation|inc|incorporated|ltd|limited|plc|group|holdings?)\b[.,]*\s*)+$/u

/** What the exchanges put before the name of a listed company in distress: ST, *ST, SST, S*ST, PT (its star is gone by then). */
const distressMark = /^(?:s?st|pt)(?=\p{Script=Han})/u

/**
 * What a typed name keeps: its inner signs, without blanks and invisible characters at its ends (B18).
 */
export function trimName(typed: string): string {
  return typed.replace(/^[\s\p{Cf}\p{Z}\p{Cc}]+|[\s\p{Cf}\p{Z}\p{Cc}]+$/gu, '')
}

/** A name as it is compared: full-width letters, letter case, blanks and invisible characters make no difference. */
function squeezed(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{Z}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '')
}

/** Whether two writings are of one name or code, signs and legal form included (B18). */
export function isSameName(a: string, b: string): boolean {
  return squeezed(a) === squeezed(b)
}

/** Whether typed words stand in a name as they are, signs included. */
export function isPartOfName(part: string, name: string): boolean {
  return squeezed(name).includes(squeezed(part))
}

/**
 * The key under which look-alike names meet: full-width letters, blanks, punctuation, letter case, a leading ST mark and
 * legal forms make no difference. Traditional and simplified characters do. Empty only when the name is blank.
 */
export function nameKey(name: string): string {
  const plain = name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '')
  const bare = plain
    .replace(legalFormsInLatin, '')
    .replace(/[\s\p{P}\p{S}\p{Z}\p{Cc}]/gu, '')
    .replace(distressMark, '')
  return bare.replace(legalForm, '') || bare || plain.replace(/[\s\p{Z}\p{Cc}]/gu, '')
}
