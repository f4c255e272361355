import type { RegisterEntry } from './register.ts'

/** A column of an exported register, with its headings: the import reads it back by them. */
interface RegisterColumn {
  readonly fact: Exclude<keyof RegisterEntry, 'clientId'>
  readonly code: string
  readonly zh: string
  readonly kind: 'text' | 'code' | 'date'
  /** In characters. */
  readonly width: number
}

/** The columns of an exported register, in order. */
export const registerColumns: readonly RegisterColumn[] = [
  { fact: 'code', code: 'code', zh: '客户编号', kind: 'code', width: 14 },
  { fact: 'shortName', code: 'short_name', zh: '简称', kind: 'text', width: 16 },
  { fact: 'legalName', code: 'legal_name', zh: '全称', kind: 'text', width: 36 },
  { fact: 'englishName', code: 'english_name', zh: '英文名称', kind: 'text', width: 30 },
  { fact: 'tier', code: 'tier', zh: '级次', kind: 'text', width: 18 },
  { fact: 'category', code: 'category', zh: '类别', kind: 'text', width: 30 },
  { fact: 'industry', code: 'industry', zh: '行业', kind: 'text', width: 16 },
  { fact: 'region', code: 'region', zh: '地区', kind: 'text', width: 12 },
  { fact: 'leadUnit', code: 'lead_unit', zh: '主办行', kind: 'text', width: 22 },
  { fact: 'leadClientManager', code: 'lead_client_manager', zh: '主办客户经理', kind: 'text', width: 14 },
  { fact: 'designatedOn', code: 'designated_on', zh: '认定日期', kind: 'date', width: 12 },
  { fact: 'nextReviewOn', code: 'next_review_on', zh: '下次复审', kind: 'date', width: 12 },
  { fact: 'listedOn', code: 'listed_on', zh: '上市日期', kind: 'date', width: 12 },
  { fact: 'reason', code: 'reason', zh: '认定理由', kind: 'text', width: 60 },
]
