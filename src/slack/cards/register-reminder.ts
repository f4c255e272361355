import type { BranchStatus } from '../../usecases/register/filing-status.ts'
import { actions, bullets, button, lines, literal, type Message } from '../blocks.ts'
import { dateText } from '../text/moment.ts'
import { registerText } from '../text/register.ts'
import { branchLine } from './filing-overview.ts'
import type { Reader } from './recommendation-lines.ts'
import { registerActions } from './register-view.ts'

/** How many late branches a message names; the window has them all. */
const named = 20

/** Reminds a branch of the register it owes, with the way to file it. */
export function reminderMessage(owed: BranchStatus, today: string, reader: Reader): Message {
  const text = registerText[reader.language]
  const { branch, status } = owed
  const period = status.kind === 'in_time' ? '' : dateText(status.period.closingOn, reader.language)
  const said = status.kind === 'late' ? text.lateReminder(branch.name, period) : text.dueReminder(branch.name, period)
  const value = String(branch.id)
  return {
    text: literal(said),
    blocks: [
      lines([{ bold: said }], [branchLine(owed, today, reader)]),
      actions(
        button(registerActions.file, text.file, { value, style: 'primary' }),
        button(registerActions.show, text.showOne, { value }),
      ),
    ],
  }
}

/** Tells the corporate department which branches are late. */
export function lateListMessage(late: readonly BranchStatus[], today: string, reader: Reader): Message {
  const text = registerText[reader.language]
  const said = text.lateList(late.length)
  return {
    text: literal(said),
    blocks: [
      bullets(
        late.slice(0, named).map((one) => [branchLine(one, today, reader)]),
        [{ bold: said }],
      ),
      actions(button(registerActions.overview, text.showAll, { value: '0' })),
    ],
  }
}
