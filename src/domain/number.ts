/** A number as people type it: full-width digits and signs, thousands separators, blanks; null where it is none. */
export function readNumber(typed: string): number | null {
  const plain = typed
    .normalize('NFKC')
    .replace(/[\s\p{Cf},，_]|%$/gu, '')
    .replace(/[−–—]/gu, '-')
    .replace(/。/gu, '.')
  if (!/^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/.test(plain)) return null
  const value = Number(plain)
  return Number.isFinite(value) && Math.abs(value) < 1e15 ? value : null
}
