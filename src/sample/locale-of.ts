import { hashOf } from './hash-of.ts'

const english = 25

/** The Slack locale a sample person uses: English for about one in 25, always the same ones. */
export function localeOf(employeeNo: string): 'zh-CN' | 'en-US' {
  return hashOf(`locale of ${employeeNo}`) % english === 0 ? 'en-US' : 'zh-CN'
}
