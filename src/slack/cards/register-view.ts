import type { RegisterEntry } from '../../domain/register/register.ts'
import type { RegisterView } from '../../usecases/register/read-register.ts'
import { actions, type Block, bullets, button, clip, context, header, lines, type ModalView, modal } from '../blocks.ts'
import { common } from '../text/common.ts'
import { filingText } from '../text/filing.ts'
import { dateText, momentText } from '../text/moment.ts'
import { registerText } from '../text/register.ts'
import { signs } from '../text/signs.ts'
import { terms } from '../text/terms.ts'
import type { Language } from '../text/words.ts'
import type { Reader } from './recommendation-lines.ts'

/** Action ids of the register's window. Values name a branch by key, 0 the whole bank. */
export const registerActions = {
  show: 'register_show',
  overview: 'register_overview',
  page: 'register_page',
  file: 'register_file',
  excel: 'register_excel',
  csv: 'register_csv',
  compareNow: 'register_compare_now',
  branch: 'register_branch',
  structure: 'register_structure',
} as const

const pageSize = 20
const longestName = 60

/** A page of a register. */
export interface RegisterPage {
  readonly branchId: number
  readonly offset: number
}

/** A register, a page at a time, with what was last filed and what can be done. */
export function registerWindow(view: RegisterView, offset: number, reader: Reader): ModalView {
  const { language } = reader
  const text = registerText[language]
  const { branch, entries } = view
  const from = Math.min(offset, Math.max(0, Math.floor((entries.length - 1) / pageSize) * pageSize))
  const page = entries.slice(from, from + pageSize)
  return modal({
    callbackId: registerActions.show,
    title: text.title,
    close: common[language].close,
    blocks: [
      header(branch ? text.branch(branch.name) : text.bank),
      lines([text.count(entries.length)], ...filingLines(view, reader)),
      ...(view.partial ? [context(text.partial)] : []),
      actions(...buttonsOf(view, language)),
      ...(page.length === 0 ? [lines([text.empty])] : [bullets(page.map((entry) => [rowText(entry, language)]))]),
      ...pageBlocks({ branchId: branch?.id ?? 0, offset: from }, entries.length, language),
    ],
  })
}

function filingLines({ branch, filing, since }: RegisterView, { language, timeZone }: Reader): string[][] {
  if (!branch) return []
  const text = registerText[language]
  if (!filing) return [[text.neverFiled]]
  const { version, state, filedAt } = filing.row
  const at = momentText(filedAt, language, timeZone)
  const last = text.lastFiling(version, filingText[language].state[state], filing.filerName, at)
  return [[last], ...(since ? [[text.since(since.added.length, since.changed.length, since.removed.length)]] : [])]
}

function buttonsOf({ branch, mayFile, filing, partial }: RegisterView, language: Language) {
  const text = registerText[language]
  const value = String(branch?.id ?? 0)
  return [
    ...(mayFile ? [button(registerActions.file, text.file, { value, style: 'primary' })] : []),
    button(registerActions.excel, text.excel, { value }),
    button(registerActions.csv, text.csv, { value }),
    button(registerActions.structure, text.structure, { value }),
    ...((filing || !branch) && !partial ? [button(registerActions.compareNow, text.compare, { value })] : []),
  ]
}

/** A client in a line: who, what kind, who leads, when it is reviewed next. */
function rowText(entry: RegisterEntry, language: Language): string {
  const { category } = terms[language]
  const { brackets } = signs[language]
  const lead = `${entry.leadUnit}${brackets(entry.leadClientManager ?? '')}`
  const review = entry.nextReviewOn ? registerText[language].review(dateText(entry.nextReviewOn, language)) : ''
  return [`${clip(entry.shortName, longestName)}${brackets(entry.code)}`, category[entry.category], lead, review]
    .filter((part) => part !== '')
    .join(' · ')
}

function pageBlocks({ branchId, offset }: RegisterPage, count: number, language: Language): Block[] {
  if (count <= pageSize) return []
  const text = common[language]
  const to = (next: number) => JSON.stringify({ branchId, offset: next } satisfies RegisterPage)
  const buttons = [
    ...(offset > 0 ? [button(`${registerActions.page}_back`, text.earlier, { value: to(offset - pageSize) })] : []),
    ...(offset + pageSize < count ? [button(registerActions.page, text.later, { value: to(offset + pageSize) })] : []),
  ]
  return [context(text.pageOf(offset / pageSize + 1, Math.ceil(count / pageSize))), actions(...buttons)]
}
