import type { OrganisationEdit, UnitOpening } from '../../domain/organisation/organisation-edit.ts'
import { levelOfPosition, positions } from '../../domain/organisation/position.ts'
import { levelBelow } from '../../domain/organisation/unit.ts'
import { addDays } from '../../domain/working-days.ts'
import type { Consequences } from '../../usecases/consequences.ts'
import type { UnitPage } from '../../usecases/organisation/read-unit.ts'
import {
  actions,
  type Block,
  bullets,
  button,
  context,
  dateField,
  divider,
  header,
  input,
  lines,
  type ModalView,
  modal,
  option,
  row,
  searchField,
  selectField,
  textField,
} from '../blocks.ts'
import { common } from '../text/common.ts'
import { dateText } from '../text/moment.ts'
import { organisationText } from '../text/organisation.ts'
import { personText } from '../text/person.ts'
import { signs } from '../text/signs.ts'
import { terms } from '../text/terms.ts'
import type { Language } from '../text/words.ts'

/** Action, callback and input ids of the organisation. */
export const organisationIds = {
  open: 'organisation_open',
  find: 'organisation_find',
  edit: 'organisation_edit',
  look: 'organisation_look',
  carryOut: 'organisation_do',
  person: 'organisation_person',
  branch: 'organisation_branch',
  subBranch: 'organisation_sub_branch',
} as const

/** Action, callback and input ids of its people. */
export const personIds = {
  find: 'organisation_someone',
  edit: 'organisation_someone_edit',
  look: 'organisation_someone_look',
  carryOut: 'organisation_someone_do',
} as const

type Kind = OrganisationEdit['kind']

/** Posts shown of one unit; each has a row. */
const shown = 60

/** A unit, its people, and what an administrator can do to it. `said` stands on top. */
export function unitView(page: UnitPage, language: Language, said?: string): ModalView {
  const text = organisationText[language]
  const { unit, parentName, posts, inUse } = page
  const { brackets } = signs[language]
  const facts = [
    `${terms[language].level[unit.level]}${brackets(unit.code)}`,
    ...(parentName ? [text.under(parentName)] : []),
    text.inUse(inUse.units, inUse.clients, inUse.steps),
    ...(unit.closedOn ? [text.closed(dateText(unit.closedOn, language))] : []),
  ]
  return modal({
    callbackId: organisationIds.open,
    title: text.title,
    close: common[language].close,
    blocks: [
      ...(said ? [lines([{ bold: said }])] : []),
      searches(language),
      header(unit.name),
      context(...facts),
      ...(unit.closedOn ? [] : [actions(...kindsFor(page).map((kind) => editButton(kind, page, language)))]),
      divider(),
      lines([{ bold: text.people }]),
      ...(posts.length === 0 ? [context(text.nobody)] : []),
      ...posts.slice(0, shown).map((post) => postRow(post, page, language)),
      ...(posts.length > shown ? [context(text.more(shown))] : []),
    ],
  })
}

/** Where another unit or a person is looked for. */
export function searches(language: Language): Block {
  return actions(
    searchField(organisationIds.find, { placeholder: organisationText[language].search }),
    searchField(personIds.find, { placeholder: personText[language].search, from: 1 }),
  )
}

/** Head office and branches neither move nor merge, and head office stays. */
function kindsFor({ unit }: UnitPage): Kind[] {
  if (unit.level === 'head_office') return ['appoint', 'open', 'rename']
  return unit.level === 'branch'
    ? ['appoint', 'open', 'rename', 'close']
    : ['appoint', 'rename', 'move', 'merge', 'close']
}

function editButton(kind: Kind, { unit }: UnitPage, language: Language) {
  const text = organisationText[language]
  const below = kind === 'open' ? levelBelow[unit.level] : null
  const label = below ? text.openBelow(terms[language].level[below]) : text.action[kind]
  return button(`${organisationIds.edit}_${kind}`, label, {
    value: JSON.stringify({ kind, unitId: unit.id }),
    ...(kind === 'appoint' && { style: 'primary' as const }),
  })
}

function postRow(post: UnitPage['posts'][number], { unit }: UnitPage, language: Language): Block {
  const text = organisationText[language]
  const said = [
    terms[language].position[post.position],
    text.since(dateText(post.from, language)),
    ...(post.to ? [text.until(dateText(addDays(post.to, -1), language))] : []),
  ]
  const value = JSON.stringify({ kind: 'end', unitId: unit.id, appointmentId: post.id, about: post.name })
  return row(`${post.name}\n${said.join(' · ')}`, button(`${organisationIds.edit}_end`, text.action.end, { value }))
}

/** What a form carries besides what is typed. */
export interface FormCarried {
  readonly kind: Kind
  readonly unitId: number
  readonly appointmentId?: number | undefined
  readonly about?: string | undefined
}

/** What stood in the form of a unit to open, for when it has to be shown again. */
export type TypedOpening = Omit<UnitOpening, 'kind' | 'unitId'> & { readonly reason: string }

/** The form of one edit; its submission shows what follows before anything is done. */
export function editForm(carried: FormCarried, page: UnitPage, language: Language, typed?: TypedOpening): ModalView {
  const text = organisationText[language]
  return modal({
    callbackId: organisationIds.look,
    title: text.formTitle[carried.kind],
    submit: text.look,
    close: common[language].cancel,
    metadata: JSON.stringify(carried),
    blocks: [
      lines([{ bold: text.what[carried.kind](page.unit.name) }]),
      ...(carried.about ? [lines([carried.about])] : []),
      ...fieldsOf(carried.kind, page, language, typed),
      input('reason', text.reason, textField('reason', { max: 300, initial: typed?.reason }), {
        hint: text.reasonHint,
        optional: true,
      }),
    ],
  })
}

function fieldsOf(kind: Kind, { unit, today }: UnitPage, language: Language, typed?: TypedOpening): Block[] {
  const text = organisationText[language]
  switch (kind) {
    case 'appoint': {
      const options = positions
        .filter((position) => [unit.level, 'any'].includes(levelOfPosition[position]))
        .map((position) => option(terms[language].position[position], position))
      return [
        input('person', text.person, searchField(organisationIds.person, { placeholder: text.personSearch, from: 1 })),
        input('position', text.position, selectField('position', options)),
        input('from', text.from, dateField('from', today)),
      ]
    }
    case 'end': {
      const atOnce = option(text.atOnceOption, 'yes')
      return [
        input('to', text.to, dateField('to', today), { hint: text.toHint }),
        input(
          'atOnce',
          text.atOnce,
          { type: 'checkboxes', action_id: 'atOnce', options: [atOnce] },
          { optional: true },
        ),
      ]
    }
    case 'move':
    case 'merge': {
      const id = kind === 'move' ? organisationIds.branch : organisationIds.subBranch
      return [input('other', text.other[kind], searchField(id, { placeholder: text.search, from: 1 }))]
    }
    case 'rename':
      return [input('name', text.name, textField('name', { initial: unit.name, max: 60 }))]
    case 'close':
      return []
    case 'open': {
      // Head office stands for the whole bank: its region says nothing of a branch's.
      const region = typed?.region ?? (unit.level === 'branch' ? unit.region : undefined)
      return [
        input('name', text.unitName, textField('name', { max: 60, initial: typed?.name })),
        input('code', text.code, textField('code', { max: 32, initial: typed?.code }), { hint: text.codeHint }),
        input('region', text.region, textField('region', { max: 50, initial: region })),
      ]
    }
  }
}

/** What an edit would do, before it is done. */
export function consequencesView(
  edit: OrganisationEdit,
  about: { readonly unitName: string; readonly reason: string; readonly named: string | null },
  found: Consequences,
  language: Language,
): ModalView {
  const text = organisationText[language]
  const rows = consequenceLines(found, language)
  return modal({
    callbackId: organisationIds.carryOut,
    title: text.formTitle[edit.kind],
    submit: text.confirm,
    close: common[language].cancel,
    metadata: JSON.stringify({ edit, reason: about.reason }),
    blocks: [
      lines([{ bold: text.what[edit.kind](about.unitName) }]),
      ...(about.named ? [lines([about.named])] : []),
      rows.length === 0
        ? lines([text.nothing])
        : bullets(
            rows.map((said) => [said]),
            [text.consequences],
          ),
    ],
  })
}

/** Consequences as lines; none where nothing changes. */
export function consequenceLines(found: Consequences, language: Language): string[] {
  const text = organisationText[language]
  return [
    ...(found.teams > 0 ? [text.teams(found.teams, found.joined, found.left)] : []),
    ...(found.newLeads > 0 ? [text.leads(found.newLeads)] : []),
    ...(found.steps > 0 ? [text.steps(found.steps)] : []),
    ...(found.examples.length > 0 ? [text.examples(found.examples.join(signs[language].and))] : []),
  ]
}
