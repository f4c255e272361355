import type { ChangedEntry, ComparedFact, RegisterDifference } from '../../domain/register/compare-registers.ts'
import type { RegisterEntry } from '../../domain/register/register.ts'
import { type Block, bullets, clip } from '../blocks.ts'
import { filingText } from '../text/filing.ts'
import { registerText } from '../text/register.ts'
import { signs } from '../text/signs.ts'
import { terms } from '../text/terms.ts'
import type { Language } from '../text/words.ts'

/** A name, or a fact as it was and is, takes no more of a line. */
const longest = 60

/** What differs between two states of a register, at most `most` clients of a kind, each with what changed. */
export function differenceBlocks(difference: RegisterDifference, most: number, language: Language): Block[] {
  const { label } = filingText[language]
  return [
    ...listed(label.added, difference.added, most, language, (entry) => nameOf(entry, language)),
    ...listed(label.changed, difference.changed, most, language, (change) => changeLine(change, language)),
    ...listed(label.removed, difference.removed, most, language, (entry) => nameOf(entry, language)),
  ]
}

function listed<T>(
  name: string,
  items: readonly T[],
  most: number,
  language: Language,
  line: (item: T) => string,
): Block[] {
  if (items.length === 0) return []
  const text = filingText[language]
  const rows = items.slice(0, most).map((item) => [line(item)])
  const more = items.length > most ? [[{ faint: text.more(items.length - most) }]] : []
  return [bullets([...rows, ...more], [{ bold: text.heading(name, items.length) }])]
}

function nameOf({ shortName, code }: RegisterEntry, language: Language): string {
  return `${clip(shortName, longest)}${signs[language].brackets(code)}`
}

function changeLine({ before, after, facts }: ChangedEntry, language: Language): string {
  const { colon, comma } = signs[language]
  const said = facts.map((fact) => {
    const [from, to] = [before, after].map((entry) => factText(entry, fact, language))
    return `${registerText[language].fact[fact]} ${from} → ${to}`
  })
  return `${nameOf(after, language)}${colon}${said.join(comma)}`
}

/** A fact of a client in the reader's words; a dash where there is none. */
export function factText(entry: RegisterEntry, fact: ComparedFact, language: Language): string {
  const term = terms[language]
  if (fact === 'tier') return term.tier[entry.tier]
  if (fact === 'category') return term.category[entry.category]
  return clip(entry[fact] || '–', longest)
}
