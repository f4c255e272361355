import type { Specialist } from '../../../db/queries/specialist.ts'
import type { UnitsPage } from '../../usecases/units/read-units.ts'
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
  row,
  searchField,
  textField,
} from '../blocks.ts'
import { common } from '../text/common.ts'
import { dateText } from '../text/moment.ts'
import { signs } from '../text/signs.ts'
import { specialistText } from '../text/specialist.ts'
import type { Language } from '../text/words.ts'

/** Action, callback and input ids of a client's specialists. */
export const specialistIds = {
  name: 'specialist_name',
  end: 'specialist_end',
  submit: 'specialist_submit',
  person: 'specialist',
  purpose: 'purpose',
  until: 'until',
  reason: 'reason',
} as const

/** Specialists shown, each with a row; a client has few. */
const shown = 30

/** Characters that say what somebody is there for. */
const purposeLength = 200

/** The specialists of a client in the window of its units, with what the person may do about them (Art. 14). */
export function specialistBlocks(
  { specialists, mayNameSpecialists, clientId }: UnitsPage,
  language: Language,
): Block[] {
  const text = specialistText[language]
  return [
    divider(),
    lines([{ bold: text.title }]),
    ...(specialists.length === 0 ? [context(text.none)] : []),
    ...specialists.slice(0, shown).map((one): Block => {
      const line = `${text.line(one.name, one.purpose)}${untilText(one, language)}`
      return mayNameSpecialists
        ? row(line, button(specialistIds.end, text.end, { value: String(one.id) }))
        : lines([line])
    }),
    ...(mayNameSpecialists ? [actions(button(specialistIds.name, text.name, { value: String(clientId) }))] : []),
  ]
}

function untilText({ until }: Specialist, language: Language): string {
  return until ? signs[language].brackets(specialistText[language].until(dateText(until, language))) : ''
}

/** The form in which a specialist is named; it needs nothing from the database, so that it opens while that is slow (B10). */
export function specialistForm(clientId: number, language: Language): ModalView {
  const text = specialistText[language]
  return modal({
    callbackId: specialistIds.submit,
    title: text.formTitle,
    submit: text.submit,
    close: common[language].cancel,
    metadata: String(clientId),
    blocks: [
      context(text.hint),
      input(specialistIds.person, text.person, searchField(specialistIds.person, { placeholder: text.search }), {
        hint: text.personHint,
      }),
      input(specialistIds.purpose, text.purpose, textField(specialistIds.purpose, { max: purposeLength }), {
        hint: text.purposeHint,
      }),
      input(specialistIds.until, text.lastDay, dateField(specialistIds.until), {
        hint: text.lastDayHint,
        optional: true,
      }),
    ],
  })
}

/** The form in which a naming ends with its reason. */
export function endSpecialistForm(
  { specialist, client }: { readonly specialist: Specialist; readonly client: string },
  language: Language,
): ModalView {
  const text = specialistText[language]
  return modal({
    callbackId: specialistIds.end,
    title: text.endTitle,
    submit: text.submit,
    close: common[language].cancel,
    metadata: String(specialist.id),
    blocks: [
      input(
        specialistIds.reason,
        text.endLabel(specialist.name, client),
        textField(specialistIds.reason, { multiline: true }),
      ),
    ],
  })
}
