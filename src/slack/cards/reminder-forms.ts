import type { Standing } from '../../domain/organisation/standing.ts'
import { dateField, input, type ModalView, modal, option, selectField, textField } from '../blocks.ts'
import { common } from '../text/common.ts'
import { reminderText } from '../text/reminder.ts'
import type { Language } from '../text/words.ts'
import { reminderActions } from './reminder.ts'

/** Asks until when and why reminders are put off. */
export function snoozeForm(deadlineId: string, days: number, language: Language): ModalView {
  const text = reminderText[language]
  return modal({
    callbackId: reminderActions.snooze,
    title: text.snoozeTitle,
    submit: text.submit,
    close: common[language].cancel,
    metadata: deadlineId,
    blocks: [
      input('until', text.until, dateField('until'), { hint: text.untilHint(days) }),
      input('reason', text.reason, textField('reason', { multiline: true })),
    ],
  })
}

/** Asks to whom a step is handed over, of those who may take it. */
export function handOverForm(deadlineId: string, colleagues: readonly Standing[], language: Language): ModalView {
  const text = reminderText[language]
  const options = colleagues.slice(0, 100).map(({ personId, name }) => option(name, String(personId)))
  return modal({
    callbackId: reminderActions.hand,
    title: text.handTitle,
    submit: text.submit,
    close: common[language].cancel,
    metadata: deadlineId,
    blocks: [input('to', text.to, selectField('to', options))],
  })
}
