import type { Cooperation } from '../../../db/queries/cooperation.ts'
import { bankDate } from '../../domain/calendar.ts'
import type { UnitAim } from '../../domain/team/unit-proposal.ts'
import type { UnitsPage } from '../../usecases/units/read-units.ts'
import {
  actions,
  type Block,
  button,
  context,
  divider,
  header,
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
import { inboxText } from '../text/inbox.ts'
import { dateText } from '../text/moment.ts'
import { unitText } from '../text/unit.ts'
import type { Language } from '../text/words.ts'
import type { Reader } from './recommendation-lines.ts'
import { specialistBlocks } from './specialist-view.ts'
import { subjectOf, unitProposalIds } from './unit-proposal-card.ts'

/** Action, callback and input ids of the window of a client's units. */
export const unitIds = {
  open: 'units_open',
  add: 'units_add',
  change: 'units_change',
  end: 'units_end',
  submit: 'units_submit',
  unit: 'unit',
  reason: 'reason',
  keepsOld: 'keepsOld',
} as const

/** Units and proposals shown, each with a row; a client is served by few. */
const shown = 30

/** The units that serve a client, with what the person may do about them (Art. 11). `said` stands on top. */
export function unitsView(page: UnitsPage, { language, timeZone }: Reader, said?: string): ModalView {
  const text = unitText[language]
  const { served, cooperations, proposals, clientId, mayName } = page
  const value = String(clientId)
  return modal({
    callbackId: unitIds.open,
    title: text.title,
    close: common[language].close,
    blocks: [
      ...(said ? [lines([{ bold: said }])] : []),
      header(served.name),
      lines([text.lead(served.leadUnit.name)]),
      divider(),
      lines([{ bold: text.cooperating }]),
      ...(cooperations.length === 0 ? [context(text.none)] : []),
      ...cooperations.slice(0, shown).map((one): Block => {
        const line = text.since(one.unit.name, dateText(bankDate(one.begunAt, timeZone), language))
        return one.mayEnd ? row(line, button(unitIds.end, text.end, { value: String(one.id) })) : lines([line])
      }),
      ...(proposals.length === 0 ? [] : [divider(), lines([{ bold: text.underWay }])]),
      ...proposals.slice(0, shown).map((view) => {
        const open = button(unitProposalIds.open, inboxText[language].view, { value: String(view.row.id) })
        return row(text.card(view.row.id, subjectOf(view, language)), open)
      }),
      ...(mayName
        ? [actions(button(unitIds.add, text.add, { value }), button(unitIds.change, text.change, { value }))]
        : []),
      ...specialistBlocks(page, language),
    ],
  })
}

/** The form in which a unit is named; it needs nothing from the database, so that it opens while that is slow (B10). */
export function unitForm(clientId: number, aim: UnitAim, language: Language): ModalView {
  const text = unitText[language]
  const search = searchField(unitIds.unit, { placeholder: text.search })
  return modal({
    callbackId: unitIds.submit,
    title: aim === 'lead' ? text.changeTitle : text.addTitle,
    submit: text.submit,
    close: common[language].cancel,
    metadata: JSON.stringify({ clientId, aim }),
    blocks: [
      context(aim === 'lead' ? text.changeHint : text.addHint),
      input(unitIds.unit, text.unitLabel[aim], search),
      input(unitIds.reason, text.reasonLabel[aim], textField(unitIds.reason, { multiline: true }), {
        optional: aim === 'cooperate',
      }),
      ...(aim === 'lead'
        ? [
            input(
              unitIds.keepsOld,
              text.keepsOldLabel,
              { type: 'checkboxes', action_id: unitIds.keepsOld, options: [option(text.keepsOld, 'yes')] },
              { optional: true },
            ),
          ]
        : []),
    ],
  })
}

/** The form in which a co-operation ends with its reason. */
export function endForm(
  { cooperation, client }: { readonly cooperation: Cooperation; readonly client: string },
  language: Language,
): ModalView {
  const text = unitText[language]
  return modal({
    callbackId: unitIds.end,
    title: text.endTitle,
    submit: text.submit,
    close: common[language].cancel,
    metadata: String(cooperation.id),
    blocks: [
      input(
        unitIds.reason,
        text.endLabel(cooperation.unit.name, client),
        textField(unitIds.reason, { multiline: true }),
      ),
    ],
  })
}
