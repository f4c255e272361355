import type { DeputyshipRow } from '../../../db/queries/deputyship.ts'
import type { FoundStaff } from '../../../db/queries/staff-search.ts'
import { addDays } from '../../domain/working-days.ts'
import type { Deputies } from '../../usecases/deputies/read-deputies.ts'
import {
  actions,
  type Block,
  button,
  context,
  dateField,
  divider,
  input,
  lines,
  type ModalView,
  modal,
  option,
  row,
  searchField,
  textField,
} from '../blocks.ts'
import { common } from '../text/common.ts'
import { deputyText } from '../text/deputy.ts'
import { dateText } from '../text/moment.ts'
import { signs } from '../text/signs.ts'
import { terms } from '../text/terms.ts'
import type { Language } from '../text/words.ts'

/** Action, callback and input ids of deputies. */
export const deputyIds = {
  open: 'deputy_open',
  name: 'deputy_name',
  end: 'deputy_end',
  submit: 'deputy_submit',
  principal: 'principal',
  deputy: 'deputy',
} as const

/** The last day of a deputyship and the first, as people say them. */
export function periodText({ from, to }: { from: string; to: string }, language: Language): string {
  return deputyText[language].period(dateText(from, language), dateText(addDays(to, -1), language))
}

/** `/deputy`: who stands in for whom, as far as it concerns the person. `said` stands on top. */
export function deputyView(deputies: Deputies, language: Language, said?: string): ModalView {
  const text = deputyText[language]
  const { personId, rows } = deputies
  const own = rows.filter(({ principalId }) => principalId === personId)
  const iAm = rows.filter(({ deputyId }) => deputyId === personId)
  const others = rows.filter((one) => !own.includes(one) && !iAm.includes(one))
  return modal({
    callbackId: deputyIds.open,
    title: text.title,
    close: common[language].close,
    blocks: [
      ...(said ? [lines([{ bold: said }])] : []),
      context(text.about),
      actions(button(deputyIds.name, text.name, { style: 'primary', value: ' ' })),
      ...list(text.own, own, deputies, language),
      ...list(text.iAm, iAm, deputies, language),
      ...(deputies.speaksForOthers || others.length > 0 ? list(text.others, others, deputies, language) : []),
    ],
  })
}

function list(title: string, rows: readonly DeputyshipRow[], { today }: Deputies, language: Language): Block[] {
  const text = deputyText[language]
  return [
    divider(),
    lines([{ bold: title }]),
    ...(rows.length === 0 ? [context(text.nobody)] : []),
    ...rows.map((one) => row(rowText(one, today, language), endButton(one, language))),
  ]
}

function rowText(one: DeputyshipRow, today: string, language: Language): string {
  const text = deputyText[language]
  const small = [
    ...(one.from > today ? [text.coming] : []),
    ...(one.namedBy === one.principalId ? [] : [text.namedBy(one.namerName)]),
    ...(one.reason ? [text.reasonLine(one.reason)] : []),
  ]
  const first = text.line(one.principalName, one.deputyName, periodText(one, language))
  return small.length > 0 ? `${first}\n${small.join(' · ')}` : first
}

function endButton(one: DeputyshipRow, language: Language) {
  const text = deputyText[language]
  return button(deputyIds.end, text.end, {
    value: String(one.id),
    confirm: {
      title: text.endTitle,
      text: text.endText(one.principalName, one.deputyName),
      confirm: text.endYes,
      deny: common[language].cancel,
    },
  })
}

/** The form in which a deputy is named; whoever heads nobody names their own. */
export function deputyForm(deputies: Deputies, language: Language): ModalView {
  const text = deputyText[language]
  const { personId, name, today } = deputies
  const self = option(text.self(name), String(personId))
  return modal({
    callbackId: deputyIds.submit,
    title: text.formTitle,
    submit: text.submit,
    close: common[language].cancel,
    metadata: String(personId),
    blocks: [
      ...(deputies.speaksForOthers
        ? [
            input(
              deputyIds.principal,
              text.principal,
              searchField(deputyIds.principal, { placeholder: text.search, initial: self }),
              { hint: text.principalHint },
            ),
          ]
        : []),
      input(deputyIds.deputy, text.deputy, searchField(deputyIds.deputy, { placeholder: text.search }), {
        hint: text.deputyHint(deputies.longestDays),
      }),
      input('from', text.from, dateField('from', today)),
      input('until', text.until, dateField('until')),
      input('reason', text.reason, textField('reason', { max: 200 }), { hint: text.reasonHint, optional: true }),
    ],
  })
}

/** A member of staff to choose. */
export function staffOption({ id, name, employeeNo, position, unitName }: FoundStaff, language: Language) {
  const { brackets } = signs[language]
  const post = `${terms[language].position[position]} · ${unitName}`
  return option(`${name}${brackets(employeeNo)}`, String(id), post)
}
