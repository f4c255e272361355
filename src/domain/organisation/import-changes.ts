import type { BankDifference, Difference } from './import-difference.ts'
import type { AppointmentRow, BankRows, ClientRow, FigureRow, PersonRow, UnitRow } from './import-row.ts'
import type { Position } from './position.ts'

/** What an import does to the bank, in the order in which it is told; `recorded` = it was over before. */
export const changeKinds = [
  'unit_opens',
  'unit_reopens',
  'unit_closes',
  'unit_moves',
  'unit_renamed',
  'unit_region',
  'unit_recorded',
  'person_comes',
  'person_returns',
  'person_leaves',
  'person_renamed',
  'person_address',
  'person_recorded',
  'post_begins',
  'post_ends',
  'post_goes_on',
  'post_recorded',
  'client_added',
  'client_changed',
  'figure_added',
  'figure_changed',
  'day_added',
  'day_changed',
] as const

export type ChangeKind = (typeof changeKinds)[number]

/** One thing that an import does, with the names that a person knows it by. */
export interface ImportChange {
  readonly kind: ChangeKind
  /** The unit's or the client's code, the employee number, or the day. */
  readonly code: string
  readonly name: string
  /** The post and where it is; null where the change is not of a post. */
  readonly post: { readonly position: Position; readonly unitCode: string; readonly unitName: string } | null
  /** What of it: since when of a post, the column of a client, metric and period of a figure; null where the kind says it. */
  readonly item: string | null
  /** Null = nothing was there, or will be. */
  readonly before: string | null
  readonly after: string | null
}

/** Everything that an import does, one by one, kind by kind. */
export function importChanges(bank: BankDifference, known: BankRows, today: string): ImportChange[] {
  const names = namesIn(bank, known)
  const changes = [
    ...bank.units.added.map((unit) => unitAdded(unit, today)),
    ...bank.units.changed.flatMap(({ before, after }) => unitChanged(before, after, names)),
    ...bank.people.added.map((person) => personAdded(person, today)),
    ...bank.people.changed.flatMap(({ before, after }) => personChanged(before, after)),
    ...bank.appointments.added.map((post) => postAdded(post, names, today)),
    ...bank.appointments.changed.map(({ before, after }) => postChanged(before, after, names)),
    ...bank.clients.added.map(({ code, shortName }) => change('client_added', code, shortName)),
    ...bank.clients.changed.flatMap(({ before, after }) => clientChanged(before, after)),
    ...figureChanges(bank.figures, names),
    ...bank.calendar.added.map((day) => change('day_added', day.date, day.name, { after: day.kind })),
    ...bank.calendar.changed.map(({ before, after }) =>
      change('day_changed', after.date, after.name, { before: before.kind, after: after.kind }),
    ),
  ]
  const order = new Map(changeKinds.map((kind, index) => [kind, index]))
  return changes.sort((a, b) => (order.get(a.kind) ?? 0) - (order.get(b.kind) ?? 0))
}

interface Names {
  readonly units: ReadonlyMap<string, string>
  readonly people: ReadonlyMap<string, string>
  readonly clients: ReadonlyMap<string, string>
}

/** As they will be called. */
function namesIn(bank: BankDifference, known: BankRows): Names {
  const all = <Row>(rows: readonly Row[], { added, changed }: Difference<Row>, entry: (row: Row) => [string, string]) =>
    new Map([...rows, ...added, ...changed.map(({ after }) => after)].map(entry))
  return {
    units: all(known.units, bank.units, ({ code, name }) => [code, name]),
    people: all(known.people, bank.people, ({ employeeNo, name }) => [employeeNo, name]),
    clients: all(known.clients, bank.clients, ({ code, shortName }) => [code, shortName]),
  }
}

function change(
  kind: ChangeKind,
  code: string,
  name: string,
  about: Partial<Pick<ImportChange, 'post' | 'item' | 'before' | 'after'>> = {},
): ImportChange {
  return { kind, code, name, post: null, item: null, before: null, after: null, ...about }
}

function unitAdded({ code, name, closedOn }: UnitRow, today: string): ImportChange {
  if (closedOn !== null && closedOn <= today) return change('unit_recorded', code, name, { after: closedOn })
  return change('unit_opens', code, name)
}

function unitChanged(before: UnitRow, after: UnitRow, { units }: Names): ImportChange[] {
  const { code, name, closedOn } = after
  const called = (parentCode: string | null) =>
    parentCode === null ? null : `${units.get(parentCode) ?? ''} ${parentCode}`
  const of = (kind: ChangeKind, was: string | null, is: string | null) =>
    was === is ? [] : [change(kind, code, name, { before: was, after: is })]
  return [
    ...of(closedOn === null ? 'unit_reopens' : 'unit_closes', before.closedOn, closedOn),
    ...of('unit_moves', called(before.parentCode), called(after.parentCode)),
    ...of('unit_renamed', before.name, name),
    ...of('unit_region', before.region, after.region),
  ]
}

function personAdded({ employeeNo, name, leftOn }: PersonRow, today: string): ImportChange {
  if (leftOn !== null && leftOn <= today) return change('person_recorded', employeeNo, name, { after: leftOn })
  return change('person_comes', employeeNo, name)
}

function personChanged(before: PersonRow, after: PersonRow): ImportChange[] {
  const { employeeNo, name, leftOn } = after
  const of = (kind: ChangeKind, was: string | null, is: string | null) =>
    was === is ? [] : [change(kind, employeeNo, name, { before: was, after: is })]
  return [
    ...of(leftOn === null ? 'person_returns' : 'person_leaves', before.leftOn, leftOn),
    ...of('person_renamed', before.name, name),
    ...of('person_address', before.email, after.email),
  ]
}

function ofPost(row: AppointmentRow, { units, people }: Names) {
  const { employeeNo, unitCode, position } = row
  const post = { position, unitCode, unitName: units.get(unitCode) ?? '' }
  return [employeeNo, people.get(employeeNo) ?? '', { post, item: row.from }] as const
}

function postAdded(row: AppointmentRow, names: Names, today: string): ImportChange {
  const [no, name, about] = ofPost(row, names)
  const isOver = row.to !== null && row.to <= today
  return change(isOver ? 'post_recorded' : 'post_begins', no, name, { ...about, after: row.to })
}

function postChanged(before: AppointmentRow, after: AppointmentRow, names: Names): ImportChange {
  const [no, name, about] = ofPost(after, names)
  const ends = after.to !== null && (before.to === null || after.to < before.to)
  return change(ends ? 'post_ends' : 'post_goes_on', no, name, { ...about, before: before.to, after: after.to })
}

/** By the headings of the file. */
const clientColumns = {
  shortName: 'short_name',
  legalName: 'legal_name',
  englishName: 'english_name',
  region: 'region',
  industry: 'industry',
  listedOn: 'listed_on',
} as const satisfies Partial<Record<keyof ClientRow, string>>

function clientChanged(before: ClientRow, after: ClientRow): ImportChange[] {
  const columns = Object.entries(clientColumns) as [keyof typeof clientColumns, string][]
  return columns
    .filter(([key]) => before[key] !== after[key])
    .map(([key, item]) =>
      change('client_changed', after.code, after.shortName, { item, before: before[key], after: after[key] }),
    )
}

function figureChanges({ added, changed }: BankDifference['figures'], { clients }: Names): ImportChange[] {
  const said = ({ value, unit, source }: FigureRow) => `${value} ${unit} ${source}`.trim()
  const of = (kind: ChangeKind, row: FigureRow, before: string | null) => {
    const about = { item: `${row.metric} ${row.period}`, before, after: said(row) }
    return change(kind, row.clientCode, clients.get(row.clientCode) ?? '', about)
  }
  return [
    ...added.map((row) => of('figure_added', row, null)),
    ...changed.map(({ before, after }) => of('figure_changed', after, said(before))),
  ]
}
