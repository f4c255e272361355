/** Pairs of quotation marks that phones, desktops and input methods put around a name. */
const quotes = /^["'“”‘’„«»「」『』＂＇《》〈〉](.*)["'“”‘’„«»「」『』＂＇《》〈〉]$/su

/** Blanks and signs that nobody sees or means at the ends of what they type. */
const edges = /^[\s\p{Z}\p{Cf}\p{Cc}:：,，;；。]+|[\s\p{Z}\p{Cf}\p{Cc}:：,，;；。]+$/gu

/**
 * What a person meant by an argument: invisible characters, blanks and punctuation at the ends and one pair of quotation
 * marks taken away, entities read, inner signs kept (B18).
 */
export function plainArgument(typed: string): string {
  const read = typed.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&')
  const bare = read.replace(edges, '')
  return (quotes.exec(bare)?.[1] ?? bare).replace(edges, '')
}

/** The first word of an argument, full-width letters and letter case made plain, and the rest as typed. */
export function firstWord(typed: string): { word: string; rest: string } {
  const bare = plainArgument(typed)
  const [, first = '', rest = ''] = /^([^\s\p{Z}:：,，]*)[\s\p{Z}:：,，]*(.*)$/su.exec(bare) ?? []
  return {
    word: first
      .normalize('NFKC')
      .toLowerCase()
      .replace(/^[-–—]+/u, ''),
    rest: plainArgument(rest),
  }
}
