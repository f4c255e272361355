import type { BranchStatus } from '../../usecases/register/filing-status.ts'
import { actions, type Block, bullets, button, header, type ModalView, modal, option, selectField } from '../blocks.ts'
import { blockLimits } from '../limits.ts'
import { common } from '../text/common.ts'
import { filingText } from '../text/filing.ts'
import { dateText, momentText } from '../text/moment.ts'
import { registerText } from '../text/register.ts'
import type { Reader } from './recommendation-lines.ts'
import { registerActions } from './register-view.ts'

const dayMs = 86_400_000

type Group = 'late' | 'sentBack' | 'open' | 'filed' | 'done' | 'nothingDue'

const groups: readonly Group[] = ['late', 'sentBack', 'open', 'filed', 'done', 'nothingDue']

/** Where every branch stands with its filing, late ones first, with a way to each register. */
export function filingOverview(
  { branches, today }: { branches: readonly BranchStatus[]; today: string },
  reader: Reader,
): ModalView {
  const text = registerText[reader.language]
  const options = branches
    .slice(0, blockLimits.select.options)
    .map(({ branch }) => option(branch.name, String(branch.id)))
  return modal({
    callbackId: registerActions.show,
    title: text.title,
    close: common[reader.language].close,
    blocks: [
      header(text.overview),
      actions(
        ...(options.length > 0
          ? [
              {
                ...selectField(registerActions.branch, options),
                placeholder: { type: 'plain_text' as const, text: text.chooseBranch },
              },
            ]
          : []),
        button(registerActions.show, text.showBank, { value: '0' }),
      ),
      ...groups.flatMap((group) => groupBlock(group, branches, today, reader)),
    ],
  })
}

function groupOf({ status, filing }: BranchStatus): Group {
  if (status.kind === 'late') return 'late'
  if (filing?.state === 'sent_back') return 'sentBack'
  if (status.kind === 'open') return 'open'
  if (!filing) return 'nothingDue'
  return filing.state === 'filed' ? 'filed' : 'done'
}

function groupBlock(group: Group, branches: readonly BranchStatus[], today: string, reader: Reader): Block[] {
  const own = branches.filter((branch) => groupOf(branch) === group)
  if (own.length === 0) return []
  const text = registerText[reader.language]
  const title = text.groupTitle(text.group[group], own.length)
  return [
    bullets(
      own.map((one) => [branchLine(one, today, reader)]),
      [{ bold: title }],
    ),
  ]
}

/** A branch in a line: what it owes, and what it last filed. */
export function branchLine({ branch, filing, status }: BranchStatus, today: string, reader: Reader): string {
  const { language, timeZone } = reader
  const text = registerText[language]
  const last = filing
    ? text.last(
        filing.version,
        momentText(filing.filedAt, language, timeZone),
        filingText[language].state[filing.state],
      )
    : text.never
  if (status.kind === 'in_time') return text.line(branch.name, last)
  const { dueOn } = status.period
  if (status.kind === 'open') return text.openLine(branch.name, dateText(dueOn, language), last)
  const days = Math.round((Date.parse(today) - Date.parse(dueOn)) / dayMs)
  return text.lateLine(branch.name, dateText(dueOn, language), days, last)
}
