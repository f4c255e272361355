/** Traditional characters as simplified ones; the dictionary is loaded when the first such search comes. */
export async function simplified(text: string): Promise<string> {
  if (!/\p{Script=Han}/u.test(text)) return text
  convert ??= import('opencc-js/t2cn').then(({ Converter }) => Converter({ from: 't', to: 'cn' }))
  return (await convert)(text)
}

/** A person's name as it may stand in the personnel file: as typed, in simplified and in traditional characters. */
export async function writingsOf(name: string): Promise<string[]> {
  const typed = name.normalize('NFKC')
  if (!/\p{Script=Han}/u.test(typed)) return [typed]
  convertBack ??= import('opencc-js/cn2t').then(({ Converter }) => Converter({ from: 'cn', to: 't' }))
  return [...new Set([typed, await simplified(typed), (await convertBack)(typed)])]
}

let convertBack: Promise<(text: string) => string> | undefined

let convert: Promise<(text: string) => string> | undefined

let pronounce: Promise<typeof import('pinyin-pro').pinyin> | undefined

/** How a text sounds: its pinyin without tones in one word, and the first letter of each syllable. */
export interface Sound {
  readonly pinyin: string
  readonly initials: string
}

/** The sound of a text; Latin letters and digits stand for themselves. */
export async function soundOf(text: string): Promise<Sound> {
  pronounce ??= import('pinyin-pro').then(({ pinyin }) => pinyin)
  const pinyin = await pronounce
  const plain = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
  // Each sign that is not Chinese comes by itself, and is its own initial.
  const syllables = pinyin(plain, { toneType: 'none', type: 'array', v: true })
  return { pinyin: syllables.join(''), initials: syllables.map((syllable) => syllable.charAt(0)).join('') }
}
