import type { RegisterComparison } from '../../usecases/register/compare-versions.ts'
import { header, lines, type ModalView, modal, option, row, selectField } from '../blocks.ts'
import { common } from '../text/common.ts'
import { filingText } from '../text/filing.ts'
import { momentText } from '../text/moment.ts'
import { registerText } from '../text/register.ts'
import type { Reader } from './recommendation-lines.ts'
import { differenceBlocks } from './register-difference.ts'

/** Action ids of the comparison's two lists. */
export const comparisonIds = { from: 'register_from', to: 'register_to' } as const

/** How many clients of a kind the window names: three lists of a hundred lines stay within a view's 250 kB. */
const most = 100

/** Two states of a branch's register, each chosen from a list, and what differs. */
export function comparisonWindow(comparison: RegisterComparison, reader: Reader): ModalView {
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
  const { added, changed, removed } = difference
  const same = added.length + changed.length + removed.length === 0
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
            lines([same ? text.same : text.differs(added.length, changed.length, removed.length)]),
            ...differenceBlocks(difference, most, language),
          ]),
    ],
  })
}
