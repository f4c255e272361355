/** Opening marks and what closes them: phones, desktops and input methods turn plain quotes into these. */
const pairs: readonly (readonly [string, string])[] = [
  ['"“”„＂', '"“”＂'],
  ["'‘’＇", "'‘’＇"],
  ['«', '»'],
  ['「', '」'],
  ['『', '』'],
  ['《', '》'],
  ['〈', '〉'],
]

/** Blanks and signs that nobody sees or means at the ends of what they type. */
const edges = /^[\s\p{Z}\p{Cf}\p{Cc}:：,，;；。]+|[\s\p{Z}\p{Cf}\p{Cc}:：,，;；。]+$/gu

/**
 * What a person meant by an argument: invisible characters, blanks and punctuation at the ends and one pair of quotation
 * marks around the whole taken away, entities read, inner signs kept (B18).
 */
export function plainArgument(typed: string): string {
  return bare(typed.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&'))
}

function bare(text: string): string {
  return unquoted(text.replace(edges, '')).replace(edges, '')
}

/** Marks that close before the end are the name's own: “甲”与“乙” stays as it is. */
function unquoted(text: string): string {
  const pair = pairs.find(([open]) => open.includes(text.charAt(0)))
  if (!pair || text.length < 2 || !pair[1].includes(text.charAt(text.length - 1))) return text
  const inner = text.slice(1, -1)
  return [...pair.join('')].some((mark) => inner.includes(mark)) ? text : inner
}

/** The first word of an argument, full-width letters and letter case made plain, and the rest as typed. */
export function firstWord(typed: string): { word: string; rest: string } {
  const [, first = '', rest = ''] =
    /^([^\s\p{Z}\p{Cf}:：,，]*)[\s\p{Z}\p{Cf}:：,，]*(.*)$/su.exec(plainArgument(typed)) ?? []
  return {
    word: first
      .normalize('NFKC')
      .toLowerCase()
      .replace(/^[-‐‑‒–—−]+/u, ''),
    // Entities are read once: what was typed as &lt; stays so.
    rest: bare(rest),
  }
}

/**
 * Whether a person is named where a client is wanted: a mention by id, with or without its name, or a bare @name, which
 * is never looked up, as several people may bear it (B18).
 */
export function meansPerson(argument: string): boolean {
  return /^(?:<[@#!][^<>]*>|[@＠]\S+)$/u.test(argument)
}
