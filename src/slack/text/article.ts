import type { Article } from '../../domain/article.ts'
import type { Language } from './words.ts'

const digits = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九']

/** An article as it is cited: "第八条(一)" or "Art. 8(1)". */
export function articleText(article: Article, language: Language): string {
  if (language === 'en') return `Art. ${article}`
  const [, number = '', paragraph] = /^(\d+)(?:\((\d+)\))?$/.exec(article) ?? []
  return `第${chineseNumber(Number(number))}条${paragraph ? `(${chineseNumber(Number(paragraph))})` : ''}`
}

/** A number from 1 to 99 in Chinese, as articles are numbered. */
export function chineseNumber(value: number): string {
  const tens = Math.floor(value / 10)
  const rest = digits[value % 10] ?? ''
  if (tens === 0) return rest
  return `${tens === 1 ? '' : digits[tens]}十${rest}`
}
