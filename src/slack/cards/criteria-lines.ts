import type { Criterion } from '../../domain/criteria/criteria.ts'
import { articleText } from '../text/article.ts'
import { criteriaText } from '../text/criteria.ts'
import { signs } from '../text/signs.ts'
import type { Language } from '../text/words.ts'
import { threshold } from './recommendation-lines.ts'

/** A line of the criteria in words: name, threshold, weight, evidence, article. */
export function lineText(line: Criterion, language: Language): string {
  const text = criteriaText[language]
  const { colon, comma, brackets } = signs[language]
  const more = [
    text.weight(line.weight),
    ...(line.evidence ? [text.evidence(line.evidence)] : []),
    ...(line.article ? [articleText(line.article, language)] : []),
  ]
  return `${line.name[language]}${colon}${threshold(line, language)}${brackets(more.join(comma))}`
}
