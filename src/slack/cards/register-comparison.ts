import { isSameRegister, type RegisterDifference } from '../../domain/register/compare-registers.ts'
import type { BankComparison, RegisterComparison } from '../../usecases/register/compare-versions.ts'
import { header, lines, type ModalView, modal, option, row, selectField } from '../blocks.ts'
import { common } from '../text/common.ts'
import { filingText } from '../text/filing.ts'
import { momentText } from '../text/moment.ts'
import { registerText } from '../text/register.ts'
import type { Language } from '../text/words.ts'
import type { Reader } from './recommendation-lines.ts'
import { differenceBlocks } from './register-difference.ts'

/** Action ids of the comparison's two lists. */
export const comparisonIds = { from: 'register_from', to: 'register_to' } as const

/** How many clients of a kind the window names: three lists of a hundred lines stay within a view's 250 kB. */
const most = 100

/** Two states of a register, a branch's chosen from two lists, and what differs. */
export function comparisonWindow(comparison: RegisterComparison | BankComparison, reader: Reader): ModalView {
  return comparison.branch === null ? bankWindow(comparison, reader.language) : branchWindow(comparison, reader)
}

function bankWindow({ filings, difference }: BankComparison, language: Language): ModalView {
  const text = registerText[language]
  return modal({
    callbackId: 'register_comparison',
    title: text.comparing,
    close: common[language].close,
    blocks: [
      header(text.branches),
      ...(filings === 0
        ? [lines([text.noneFiled])]
        : [
            lines([text.sinceFiled(filings)], [changeText(difference, language)]),
            ...differenceBlocks(difference, most, language),
          ]),
    ],
  })
}

function changeText(difference: RegisterDifference, language: Language): string {
  const text = registerText[language]
  const { added, changed, removed } = difference
  return isSameRegister(difference) ? text.same : text.differs(added.length, changed.length, removed.length)
}

function branchWindow(comparison: RegisterComparison, reader: Reader): ModalView {
  const { language, timeZone } = reader
  const text = registerText[language]
  const { branch, versions, difference, from, to } = comparison
  const options = [
    option(text.now, '0'),
    ...versions.map(({ row }) => {
      const at = momentText(row.filedAt, language, timeZone)
      return option(text.version(row.version, at, filingText[language].state[row.state]), String(row.id))
    }),
  ]
  const list = (name: string, label: string, chosen: number) => {
    const initial_option = options.find(({ value }) => value === String(chosen)) ?? options[0]
    const element = { ...selectField(name, options), ...(initial_option && { initial_option }) }
    return { ...row(label, element), block_id: name }
  }
  return modal({
    callbackId: 'register_comparison',
    title: text.comparing,
    close: common[language].close,
    metadata: JSON.stringify({ branchId: branch.id }),
    blocks: [
      header(text.branch(branch.name)),
      ...(versions.length === 0
        ? [lines([text.noVersions])]
        : [
            list(comparisonIds.from, text.from, from),
            list(comparisonIds.to, text.to, to),
            lines([changeText(difference, language)]),
            ...differenceBlocks(difference, most, language),
          ]),
    ],
  })
}
